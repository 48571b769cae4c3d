"""Words of texts, the same for documents, queries, labels and highlighting, in every engine.

A word has one or more *forms*, the tokens that engines keep: the word as written, its dictionary form and its stem,
each folded. To the ranking they are one term: a word's score is the best of its forms.
"""

from search.analysis.compounds import parts_of
from search.analysis.fingerprint import fingerprint
from search.analysis.forms import LONGEST_TOKEN, Analyser, Forms, analyser
from search.analysis.words import PART_WEIGHT, Content, Word, analyse, content, count_words, surfaces

__all__ = [
    "LONGEST_TOKEN",
    "PART_WEIGHT",
    "Analyser",
    "Content",
    "Forms",
    "Word",
    "analyse",
    "analyser",
    "content",
    "count_words",
    "fingerprint",
    "parts_of",
    "surfaces",
]
