"""A corpus like a network's: few frequent words and many rare ones, 2.5 languages, terms in trees."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from search.documents import Document, DocumentText
from search.engines.query import EngineQuery, plain_words
from search.enums import Audience, Depth, Sort, TextStatus
from search.facets import FACETS

LANGUAGES = ("en", "tr", "sl", "sv", "bg", "el", "de")
# Words per language; the frequency of the n-th is proportional to 1/n, as in real texts.
VOCABULARY = 20_000
TITLE, SUMMARY, BODY = 7, 30, 120
# Scheme → (number of parents, children of each, terms that a practice has).
TREES = {
    "theme": (12, 8, 2),
    "country": (5, 9, 1),
    "sdg": (17, 10, 2),
    "method": (1, 40, 1),
    "target_group": (1, 30, 2),
    "scale": (1, 5, 1),
    "format": (1, 3, 1),
    "organisation_type": (1, 12, 1),
    "maturity": (1, 4, 1),
}
_BORN = datetime(2020, 1, 1, tzinfo=UTC)


class Corpus:
    """``len()`` documents, the same for the same seed, made anew at each iteration."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size, self.seed = size, seed
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
        self.terms: dict[str, list[frozenset[int]]] = {}
        number = 0
        for scheme, (parents, children, _count) in TREES.items():
            leaves = []
            for _parent in range(parents):
                number += 1
                root = number
                for _child in range(children):
                    number += 1
                    leaves.append(frozenset((root, number)))
            self.terms[scheme] = leaves

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Document]:
        return (self.document(number) for number in range(self.size))

    def document(self, number: int, edition: int = 0) -> Document:
        """The document of a number; another edition has other texts."""
        draw = random.Random(f"{self.seed}/{number}/{edition}")  # noqa: S311
        stable = random.Random(f"{self.seed}/{number}")  # noqa: S311
        # Two or three languages, some more often than others.
        languages = stable.sample(LANGUAGES, k=stable.choice((2, 3)), counts=(8, 4, 4, 3, 3, 3, 3))
        languages = list(dict.fromkeys(languages))
        return Document(
            key=UUID(int=stable.getrandbits(128)),
            kind="practice",
            language=languages[0],
            texts={code: self._text(draw, code, code == languages[0]) for code in languages},
            audience=Audience.MEMBERS if stable.random() < 0.02 else Audience.PUBLIC,
            terms={
                scheme: frozenset().union(*draw.sample(self.terms[scheme], k=count))
                for scheme, (_parents, _children, count) in TREES.items()
            },
            depth=draw.choice(Depth.values),
            year=draw.randint(2005, 2025),
            published=_BORN + timedelta(minutes=draw.randrange(3_000_000)),
            confirmed=date(2024, 1, 1) + timedelta(days=draw.randrange(500)) if draw.random() < 0.4 else None,
            evidence=draw.randint(0, 4),
        )

    def words(self, draw: random.Random, language: str, count: int) -> list[str]:
        """Words of a language as texts use them."""
        ranks = draw.choices(range(VOCABULARY), cum_weights=self._weights, k=count)
        return [f"{language}{rank}" if rank % 10 else f"name{rank}" for rank in ranks]

    def _text(self, draw: random.Random, language: str, original: bool) -> DocumentText:
        title, summary, body = (" ".join(self.words(draw, language, n)) for n in (TITLE, SUMMARY, BODY))
        status = TextStatus.ORIGINAL if original else draw.choice([s for s in TextStatus if s != TextStatus.ORIGINAL])
        return DocumentText(title, summary, body, status=status)


def queries(corpus: Corpus, count: int) -> list[tuple[str, EngineQuery]]:
    """Named queries in equal parts: two words, two frequent words, one word of a third of all texts, browsing."""
    draw = random.Random(corpus.seed)  # noqa: S311
    made = []
    for number in range(count):
        name = ("two words", "two frequent words", "one very frequent word", "browse")[number % 4]
        language = draw.choice(LANGUAGES)
        if name == "two words":
            ranks = [draw.randrange(20, 2_000), draw.randrange(5, 200)]
        elif name == "two frequent words":
            ranks = draw.sample(range(1, 20), 2)
        else:
            ranks = [0] if name == "one very frequent word" else []
        filters = {
            scheme: frozenset({draw.choice(sorted(draw.choice(corpus.terms[scheme])))})
            for scheme in draw.sample(["theme", "country", "sdg", "target_group"], 2)
        }
        made.append((name, _query(language, ranks, filters, Sort.NEWEST if number % 8 == 3 else Sort.RELEVANCE)))
    return made


def _query(language: str, ranks: list[int], filters: dict[str, frozenset[int]], sort: Sort) -> EngineQuery:
    words = {
        code: plain_words(*((f"{code}{rank}" if rank % 10 else f"name{rank}",) for rank in ranks)) for code in LANGUAGES
    }
    return EngineQuery(
        wordings=words if ranks else {},
        filters={facet: frozenset(values) for facet, values in filters.items()},
        language=language,
        sort=sort,
        facets=tuple(facet.name for facet in FACETS[:9]),
    )
