"""The ranking: every weight, each with its reason. All engines share this model.

The score of a document in a language is the sum over the words of the query of the best of a word's forms in its
text; the score of a form is its idf in that language times its *impact*, the field-weighted BM25 part that depends on
the text alone, times the form's weight in hundredths. Having a concept that words name counts beside them, the same for
every concept. A document has the score of its best language. Everything after the impact is whole numbers, so that
every machine orders alike.
"""

import math
from dataclasses import dataclass

from search.analysis import content, count_words
from search.documents import Document, DocumentText
from search.enums import TextStatus

# A word of the title says what a practice is; one of the summary what it is about; one of the body may be an aside.
TITLE, SUMMARY, BODY = 5.0, 2.5, 1.0
# Lucene's saturation: the second occurrence of a word adds much, the tenth next to nothing.
SATURATION = 1.2
# How much the length of a field counts. Bodies differ most by how much was written, titles hardly at all.
TITLE_LENGTH, SUMMARY_LENGTH, BODY_LENGTH = 0.4, 0.6, 0.75
# The best possible impact: 16 bits, since fewer change the order of the first hits.
MOST_IMPACT = 65_535
# In hundredths. A partial translation may lack what matters; a machine's may say it wrongly.
STATUS_WEIGHT = {TextStatus.ORIGINAL: 100, TextStatus.COMPLETE: 100, TextStatus.PARTIAL: 85, TextStatus.MACHINE: 70}
# In tenths. What a reader can read without a dictionary comes first unless another language fits clearly better.
READER_LANGUAGE, OTHER_LANGUAGE = 13, 10
# Steps of idf: fine enough that rounding orders nothing, small enough for sums in 64 bits.
IDF_STEPS = 1024
# In thousandths of the score. Confirmed and well-evidenced practices win near ties and never more than that.
CONFIRMED_BONUS = 10
EVIDENCE_BONUS = 5
WHOLE = 1000
# What having a concept is worth, once for all words that name it: as much as a word with the best possible impact that
# one text in so many has. Editors said what a practice is about.
TAGGED = 100 * MOST_IMPACT * round(IDF_STEPS * math.log(100))
# In hundredths of what the words of a mention are worth in their own language, beside what the typed words are worth.
MENTION = 40


@dataclass(frozen=True, slots=True)
class Averages:
    """Average lengths of the fields in words, over public texts; frozen per build, so that no impact drifts."""

    title: float = 8.0
    summary: float = 40.0
    body: float = 250.0

    @classmethod
    def of(cls, documents: "list[Document]") -> "Averages":
        """Over the public documents of the list, to a tenth of a word, each at least 1; defaults for no text."""
        totals, texts = [0, 0, 0], 0
        for document in documents:
            if document.audience:
                continue
            for text in document.texts.values():
                texts += 1
                for place, field in enumerate((text.title, text.summary, text.body)):
                    totals[place] += count_words(field)
        if not texts:
            return cls()
        return cls(*(max(1.0, round(total / texts, 1)) for total in totals))


@dataclass(frozen=True, slots=True)
class _Field:
    weight: float
    length_weight: float
    average: float


def impacts(text: DocumentText, language: str, averages: Averages) -> tuple[dict[str, int], dict[str, int]]:
    """The impacts (1 to ``MOST_IMPACT``) of the forms of a text: (for everyone, additions for members).

    The additions are the forms of ``members_body``, with the impact that the whole text has for a member.
    """
    fields = (
        (text.title, _Field(TITLE, TITLE_LENGTH, averages.title)),
        (text.summary, _Field(SUMMARY, SUMMARY_LENGTH, averages.summary)),
        (text.body, _Field(BODY, BODY_LENGTH, averages.body)),
    )
    weights: dict[str, float] = {}
    for written, field in fields:
        _add(weights, written, language, field)
    factor = STATUS_WEIGHT[text.status]
    public = {form: _impact(weight, factor) for form, weight in weights.items()}
    if not text.members_body:
        return public, {}
    own = _add(weights, text.members_body, language, fields[2][1])
    return public, {form: _impact(weights[form], factor) for form in own}


def _add(weights: dict[str, float], text: str, language: str, field: _Field) -> list[str]:
    found = content(text, language)
    norm = field.weight / (1 - field.length_weight + field.length_weight * found.length / field.average)
    for form, times in found.counts.items():
        weights[form] = weights.get(form, 0.0) + times * norm
    return list(found.counts)


def _impact(weight: float, factor: int) -> int:
    return max(1, round(weight / (weight + SATURATION) * MOST_IMPACT * factor / 100))


def idf(documents: int, frequency: int) -> int:
    """Lucene's idf in steps, at least 1: ``frequency`` of ``documents`` texts of a language have the form."""
    return max(1, round(IDF_STEPS * math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))))


def bonus(document: Document) -> int:
    """What a document's own standing adds, in thousandths: 0 to 30."""
    return (CONFIRMED_BONUS if document.confirmed else 0) + EVIDENCE_BONUS * document.evidence
