"""From what was typed to what engines look for: languages, words and their forms, concepts, phrases.

A query says nothing of its language. It is tried in the reader's, and in each other content language in which at least
half of its words that carry meaning are known (to the dictionary or to the corpus) or name a concept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import Forms, analyser, parts_of
from search.engines.query import NOTHING_EXCLUDED, Concept, Excluded, Phrase, QueryWord, Unit, Wording
from search.known_words import KnownWord, Place, inflections, look_up, near
from search.request import MOST_WORDS
from search.syntax import read
from search.terms import TermDirectory, TermEntry
from search.thesaurus import Heard, Span

# In hundredths. What is typed without marks means the word with them; if what is typed is a word too, it comes first.
AS_TYPED, WITH_MARKS, PERHAPS = 100, 100, 70
# What only begins like an unknown word may be its inflection, or another word.
INFLECTION = 30
# What no language knows may be a slip.
SLIP = 25
# Concepts looked for in one query, and for one name.
MOST_CONCEPTS, MOST_OF_NAME = 8, 3


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a query, and which of them are phrases or excluded: as pieces of one row of words."""

    row: tuple[str, ...]
    words: range
    excluded: range
    phrases: tuple[range, ...]
    excluded_phrases: tuple[range, ...]

    @classmethod
    def of(cls, text: str) -> "Question":
        """At most ``MOST_WORDS`` words are looked at."""
        typed = read(text)
        row: list[str] = []

        def put(words: Iterable[str]) -> range:
            begin = len(row)
            row.extend(word for word in words if len(row) < MOST_WORDS and analyser("en").forms(word))
            return range(begin, len(row))

        phrases = tuple(filter(len, [put(phrase) for phrase in typed.phrases]))
        words = put(typed.words)
        excluded_phrases = tuple(filter(len, [put(phrase) for phrase in typed.excluded_phrases]))
        excluded = put(typed.excluded)
        return cls(tuple(row), words, excluded, phrases, excluded_phrases)

    @property
    def wanted(self) -> list[int]:
        """The places of the words that are to be there."""
        return [*self.words, *(place for phrase in self.phrases for place in phrase)]


@dataclass(frozen=True, slots=True)
class Understood:
    """``named``: the terms that words of the query name, in the order of ``concepts``. ``left_out``: those that the
    reader took off."""

    wordings: Mapping[str, Wording] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    excluded: Excluded = NOTHING_EXCLUDED
    named: tuple[TermEntry, ...] = ()
    left_out: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The row of words in one language: of each its tokens with their weights, whether it is known, whether it
    carries meaning, and the tokens of the words that it is made of, where it is a compound that no text has."""

    language: str
    tokens: Sequence[dict[str, int]]
    known: Sequence[bool]
    telling: Sequence[bool]
    parts: Sequence[tuple[dict[str, int], ...]]

    def words(self, place: int) -> list[QueryWord]:
        """The word, or those that a compound is made of which no text has."""
        return [QueryWord(tuple(tokens.items())) for tokens in self.parts[place] or (self.tokens[place],)]

    def word(self, place: int) -> QueryWord:
        return QueryWord(tuple(self.tokens[place].items()))

    def certain(self, place: int) -> tuple[str, ...]:
        """The tokens of a word that are no guess."""
        return tuple(token for token, weight in self.tokens[place].items() if weight > INFLECTION)

    def counting(self, places: Iterable[int]) -> list[int]:
        """Those of the words that carry meaning; all of them if none does."""
        places = list(places)
        return [place for place in places if self.telling[place]] or places

    def is_likely(self, places: Sequence[int], covered: Collection[int] = ()) -> bool:
        """Whether at least half of the words that carry meaning are known or ``covered`` by a concept."""
        telling = [place for place in places if self.telling[place]]
        return bool(telling) and 2 * sum(self.known[p] or p in covered for p in telling) >= len(telling)


class Understanding:
    """Reads queries of readers of one language. ``languages``: those that texts are in."""

    def __init__(self, language: str, languages: Collection[str], terms: TermDirectory) -> None:
        self.language, self.languages, self.terms = language, tuple(languages), terms
        self.thesaurus = terms.thesaurus

    def of(self, text: str, without: Collection[tuple[str, str]] = ()) -> Understood:
        """What a query means. ``without``: (scheme, code) of terms that its words are not to stand for."""
        question = Question.of(text)
        if not question.row:
            return Understood()
        readings = self._readings(question.row)
        spans = self._spans(question, readings)
        named = self._named(spans)
        kept = list(dict.fromkeys(entry.id for entries in named for entry in entries if not _is_in(entry, without)))
        kept = kept[:MOST_CONCEPTS]
        covered = {p for s, entries in zip(spans, named, strict=True) if entries for p in range(s.begin, s.end)}
        tried = self._tried(question, readings, covered)
        _add_inflections(tried)
        _add_near(tried, [not any(r.known[p] for r in readings.values()) for p in range(len(question.row))])
        units = [_Named(span, tuple(kept.index(e.id) for e in entries if e.id in kept))
                 for span, entries in zip(spans, named, strict=True)]  # fmt: skip
        every = dict.fromkeys(entry for entries in named for entry in entries)
        by_id = {entry.id: entry for entry in every}
        return Understood(
            wordings={r.language: w for r in tried if (w := _wording(question, r, units)) is not None},
            concepts=tuple(self._concept(by_id[term]) for term in kept),
            excluded=self._excluded(question, tried),
            named=tuple(by_id[term] for term in kept),
            left_out=tuple(entry for entry in every if _is_in(entry, without)),
        )

    def _readings(self, row: Sequence[str]) -> dict[str, Reading]:
        """Per language of texts or labels."""
        forms = {
            language: [analyser(language).forms(word) for word in row]
            for language in sorted({*self.languages, *self.thesaurus.languages})
        }
        typed = {
            surface
            for language, words in forms.items()
            for word in words
            if word
            for surface in (*_spellings(word.all[0], language), *word.all)
        }
        table = look_up(typed)
        return {language: _reading(language, words, row, table) for language, words in forms.items()}

    def _spans(self, question: Question, readings: Mapping[str, Reading]) -> list[Span]:
        words = question.words
        strange = [not any(r.known[place] for r in readings.values()) for place in words]
        heard: dict[str, Heard] = {}
        for language, reading in readings.items():
            likely = language == self.language or reading.is_likely(words)
            telling = [reading.telling[p] and readings[self.language].telling[p] for p in words]
            alone = [(likely or strange[n]) and telling[n] for n in range(len(words))]
            tokens = [frozenset(reading.certain(p)) for p in words]
            heard[language] = Heard(tokens, strange, alone)
        begin = words.start
        spans = self.thesaurus.spans(heard, len(words))
        return [Span(begin + span.begin, begin + span.end, span.terms) for span in spans]

    def _named(self, spans: Sequence[Span]) -> list[list[TermEntry]]:
        """Per span the terms that the reader may know of."""
        found = []
        for span in spans:
            entries = dict.fromkeys(entry for term in span.terms if (entry := self.terms.nameable(term)))
            found.append(list(entries)[:MOST_OF_NAME])
        return found

    def _tried(self, question: Question, readings: Mapping[str, Reading], covered: Collection[int]) -> list[Reading]:
        places = question.wanted or [*question.excluded, *(p for phrase in question.excluded_phrases for p in phrase)]
        return [
            readings[language]
            for language in self.languages
            if language == self.language or readings[language].is_likely(places, covered)
        ]

    def _concept(self, entry: TermEntry) -> Concept:
        return Concept(entry.scheme, entry.id, self.thesaurus.mentions(entry.id, self.languages))

    def _excluded(self, question: Question, tried: Sequence[Reading]) -> Excluded:
        if not question.excluded and not question.excluded_phrases:
            return NOTHING_EXCLUDED
        terms: dict[tuple[str, int], None] = {}
        for place in question.excluded:
            heard = {r.language: Heard([frozenset(r.certain(place))], [False], [True]) for r in tried}
            for span in self.thesaurus.spans(heard, 1):
                entries = (self.terms.nameable(term) for term in span.terms)
                terms.update(((entry.scheme, entry.id), None) for entry in entries if entry)
        return Excluded(
            words={r.language: tuple(QueryWord(_only_certain(r, p)) for p in question.excluded) for r in tried}
            if question.excluded
            else {},
            phrases=tuple(_phrase(r, places) for r in tried for places in question.excluded_phrases),
            terms=tuple(terms),
        )


@dataclass(frozen=True, slots=True)
class _Named:
    span: Span
    concepts: tuple[int, ...]


def _is_in(entry: TermEntry, codes: Collection[tuple[str, str]]) -> bool:
    return (entry.scheme, entry.code) in codes


def _spellings(surface: str, language: str) -> list[str]:
    """The surface, and in German what it may be where ä, ö and ü are typed as two letters: one of them, or all."""
    if language != "de":
        return [surface]
    found, every = [surface], surface
    for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        found.append(surface.replace(pair, letter))
        every = every.replace(pair, letter)
    return list(dict.fromkeys((*found, every)))


def _reading(
    language: str, words: Sequence[Forms | None], row: Sequence[str], table: Mapping[Place, list[KnownWord]]
) -> Reading:
    tokens: list[dict[str, int]] = []
    known: list[bool] = []
    telling: list[bool] = []
    parts: list[tuple[dict[str, int], ...]] = []
    for forms, typed in zip(words, row, strict=True):
        if forms is None:
            tokens.append({})
            known.append(False)
            telling.append(False)
            parts.append(())
            continue
        rows = [word for surface in _spellings(forms.all[0], language) for word in table.get((language, surface), ())]
        found = dict.fromkeys(forms.all, AS_TYPED)
        # Whoever types marks means them.
        if typed.isascii() or not forms.known:
            weight = PERHAPS if forms.known else WITH_MARKS
            for word in rows:
                for token in (word.surface, *word.forms):
                    found.setdefault(token, weight)
        tokens.append(found)
        known.append(forms.known or bool(rows))
        telling.append(forms.telling)
        in_texts = any(table.get((language, token)) for token in forms.all)
        parts.append(() if in_texts or not forms.parts else _parts(typed, language))
    return Reading(language, tokens, known, telling, parts)


def _parts(typed: str, language: str) -> tuple[dict[str, int], ...]:
    of_language = analyser(language)
    found = (of_language.forms(part) for part in parts_of(of_language.normal(typed), language))
    return tuple(dict.fromkeys(forms.all, AS_TYPED) for forms in found if forms)


def _add_inflections(readings: Sequence[Reading]) -> None:
    """To the words that a language does not know: words of the corpus that begin as they do."""
    unknown = {
        (reading.language, next(iter(reading.tokens[place])), place): reading
        for reading in readings
        for place, known in enumerate(reading.known)
        if not known and reading.telling[place] and reading.tokens[place]
    }
    found = inflections({(language, surface) for language, surface, _place in unknown})
    for (language, surface, place), reading in unknown.items():
        for word in found.get((language, surface), ()):
            reading.tokens[place].setdefault(word.surface, INFLECTION)


def _add_near(readings: Sequence[Reading], strange: Sequence[bool]) -> None:
    """To the words that no language knows: words of the corpus that they may be a slip of."""
    places = [(reading, place) for reading in readings for place, is_so in enumerate(strange)
              if is_so and reading.tokens[place] and not reading.parts[place]]  # fmt: skip
    found = near({(reading.language, next(iter(reading.tokens[place]))) for reading, place in places})
    for reading, place in places:
        for word in found.get((reading.language, next(iter(reading.tokens[place]))), ()):
            for token in (word.surface, *word.forms):
                reading.tokens[place].setdefault(token, SLIP)


def _wording(question: Question, reading: Reading, named: Sequence[_Named]) -> Wording | None:
    units: dict[Unit, None] = {}
    within = {place: one for one in named for place in range(one.span.begin, one.span.end) if one.concepts}
    done: set[int] = set()
    for place in reading.counting(question.words):
        one = within.get(place)
        if one is None:
            units[Unit(tuple(reading.words(place)))] = None
        elif one.span.begin not in done:
            done.add(one.span.begin)
            places = reading.counting(range(one.span.begin, one.span.end))
            units[Unit(tuple(reading.word(p) for p in places), one.concepts)] = None
    phrases = tuple(_phrase(reading, places) for places in question.phrases)
    return Wording(tuple(units), phrases) if units or phrases else None


def _phrase(reading: Reading, places: Iterable[int]) -> Phrase:
    return Phrase(reading.language, tuple(reading.certain(place) for place in places))


def _only_certain(reading: Reading, place: int) -> tuple[tuple[str, int], ...]:
    return tuple((token, AS_TYPED) for token in reading.certain(place))
