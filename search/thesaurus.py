"""The labels of all terms in all languages, as words: which terms a query names, and how texts mention them.

Labels are analysed as texts are, so that they are found inflected and without marks. The longest label wins: “world
café” names the method and not a place where coffee is drunk.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from search.analysis import Analyser, Forms, analyser, surfaces
from search.engines.query import Phrase
from search.known_words import SHORTEST_STEM, is_inflection

# Shorter names of one word stand for too many other things (codes, abbreviations).
SHORTEST_NAME = 4
# A name that stands for more terms than this says nothing by itself.
MOST_TERMS = 3
# Ways of naming one term that are looked for in texts.
MOST_MENTIONS = 64
# A label of more words is an explanation, and nobody types it.
MOST_WORDS = 8


# The word for "and", by language.
_AND = {
    "en": "and",
    "tr": "ve",
    "sl": "in",
    "sv": "och",
    "bg": "и",
    "el": "και",
    "de": "und",
    "fr": "et",
    "es": "y",
    "it": "e",
    "pt": "e",
    "ro": "și",
    "hr": "i",
    "hu": "és",
    "cs": "a",
    "sk": "a",
    "sr": "i",
    "mk": "и",
    "sq": "dhe",
    "uk": "та",
    "pl": "i",
}


@cache
def _pieces(language: str) -> re.Pattern[str]:
    """What stands between the names of a composite label."""
    word = rf"|\s{_AND[language]}\s" if language in _AND else ""
    return re.compile(rf"[&/,;()]{word}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a term in a language. ``shown``: readers see it, so texts may use it. ``composite``: it may be made of
    several names ("Food banks & food rescue"), each of which queries may use; ``piece``: it is one of these."""

    term: int
    language: str
    text: str
    shown: bool = True
    composite: bool = False
    piece: bool = False

    def names(self) -> Iterator["Label"]:
        """The label, and those that it is made of."""
        yield self
        pieces = _pieces(self.language).split(self.text) if self.composite else []
        if len(pieces) > 1:
            for piece in filter(None, (piece.strip() for piece in pieces)):
                yield replace(self, text=piece, shown=False, composite=False, piece=True)


@dataclass(frozen=True, slots=True)
class Name:
    """A label as words: for each its forms."""

    label: Label
    words: tuple[Forms, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a query from ``begin`` to before ``end`` name these terms."""

    begin: int
    end: int
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a query in one language: of each the tokens that stand for it. ``strange``: whether no language
    knows it, so that it may be an inflection that no dictionary has.

    ``alone``: whether one word by itself may name a term here, because the query is in this language as far as one can
    tell; not where it is a word that carries no meaning.
    """

    tokens: Sequence[frozenset[str]]
    strange: Sequence[bool]
    alone: Sequence[bool]


@dataclass
class Thesaurus:
    """All names at one version of the taxonomy."""

    _by_first: dict[tuple[str, str], list[Name]] = field(default_factory=lambda: defaultdict(list))
    _by_stem: dict[tuple[str, str], list[Name]] = field(default_factory=lambda: defaultdict(list))
    _of_term: dict[int, list[Name]] = field(default_factory=lambda: defaultdict(list))
    _kept: dict[tuple[Analyser, str], tuple[Forms, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, labels: Iterable[Label], before: "Thesaurus | None" = None) -> "Thesaurus":
        """``before``: an older one, whose analysis of the labels that did not change is used again."""
        made = cls()
        kept = before._kept if before else {}
        terms: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
        names = []
        for label in (name for whole in labels for name in whole.names()):
            place = (analyser(label.language), label.text)
            words = kept.get(place)
            if words is None:
                words = tuple(word for surface in surfaces(label.text) if (word := place[0].forms(surface)))
            made._kept[place] = words
            if _is_telling(words):
                names.append(Name(label, words))
                terms[label.language, tuple(word.base for word in words)].add(label.term)
        for name in names:
            if len(terms[name.label.language, tuple(word.base for word in name.words)]) <= MOST_TERMS:
                made._add(name)
        return made

    def _add(self, name: Name) -> None:
        language, first = name.label.language, name.words[0]
        self._of_term[name.label.term].append(name)
        for token in first.all:
            self._by_first[language, token].append(name)
        if len(first.all[0]) >= SHORTEST_STEM:
            self._by_stem[language, first.all[0][:SHORTEST_STEM]].append(name)

    @property
    def languages(self) -> set[str]:
        return {language for language, _token in self._by_first}

    def spans(self, heard: Mapping[str, Heard], length: int) -> list[Span]:
        """The terms that the words of a query name, from the left, the longest name first; no word is in two."""
        found: list[Span] = []
        begin = 0
        while begin < length:
            # Of the longest names whole labels come before pieces of composite ones.
            best: dict[int, None] = {}
            rank = (0, False)
            for language, words in heard.items():
                for name in self._beginning(language, words, begin):
                    fit = (len(name.words), not name.label.piece)
                    if begin + fit[0] > length or fit < rank or not _reads(name, words, begin):
                        continue
                    if fit > rank:
                        rank, best = fit, {}
                    best[name.label.term] = None
            if best:
                found.append(Span(begin, begin + rank[0], tuple(sorted(best))))
            begin += max(rank[0], 1)
        return found

    def _beginning(self, language: str, words: Heard, place: int) -> Iterable[Name]:
        names: dict[int, Name] = {}
        for token in words.tokens[place]:
            names.update((id(name), name) for name in self._by_first.get((language, token), ()))
            if words.strange[place]:
                stems = self._by_stem.get((language, token[:SHORTEST_STEM]), ())
                names.update((id(name), name) for name in stems)
        return names.values()

    def mentions(self, term: int, languages: Iterable[str]) -> tuple[Phrase, ...]:
        """The ways in which texts of these languages may name the term, at most ``MOST_MENTIONS``."""
        wanted = set(languages)
        phrases = {
            Phrase(name.label.language, tuple((word.base,) for word in name.words)): None
            for name in self._of_term.get(term, ())
            if name.label.language in wanted and name.label.shown
        }
        return tuple(phrases)[:MOST_MENTIONS]


def _is_telling(words: Sequence[Forms]) -> bool:
    """Whether a name is long enough to be meant, and not made of words without a meaning."""
    if not 0 < len(words) <= MOST_WORDS or not any(word.telling for word in words):
        return False
    if len(words) == 1:
        return len(words[0].all[0]) >= SHORTEST_NAME and not words[0].all[0].isdecimal()
    return True


def _reads(name: Name, heard: Heard, begin: int) -> bool:
    """Whether the words of the query from ``begin`` on are those of the name, however inflected."""
    if len(name.words) == 1 and not heard.alone[begin]:
        return False
    return all(_is_same(word, heard, begin + step) for step, word in enumerate(name.words))


def _is_same(word: Forms, heard: Heard, place: int) -> bool:
    tokens = heard.tokens[place]
    if not tokens.isdisjoint(word.all):
        return True
    return heard.strange[place] and any(is_inflection(token, word.all[0]) for token in tokens)


def shared(labels: Callable[[], Iterable[Label]], kept: dict[str, "Thesaurus"]) -> Thesaurus:
    """The thesaurus that is ``kept`` with one version of the taxonomy, made of its labels when first asked for."""
    if "thesaurus" not in kept:
        kept["thesaurus"] = _last[0] = Thesaurus.of(labels(), _last[0])
    return kept["thesaurus"]


# The last one that this process made: the next version of the taxonomy differs in a few labels.
_last: list[Thesaurus | None] = [None]
