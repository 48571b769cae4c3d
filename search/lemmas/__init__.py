"""Dictionary forms of words, from simplemma's dictionaries kept as tries on disk: see docs/decisions/0006."""

from search.lemmas.lookup import entry, is_built, lemma

__all__ = ["entry", "is_built", "lemma"]
