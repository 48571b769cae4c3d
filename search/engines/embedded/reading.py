"""Which lists a query needs."""

from collections.abc import Iterable, Iterator

from search.documents import KIND, LANGUAGE
from search.engines.embedded.statement import Wanted
from search.engines.embedded.vectors import ORIGINALS, facet_token, members_token, word_token
from search.engines.query import EngineQuery, Phrase, QueryWord
from search.enums import Audience, Sort


def word_tokens(language: str, form: str, reader: Audience) -> tuple[str, ...]:
    """The tokens under which a form of a language stands, as far as the reader may see them."""
    public = word_token(language, form)
    return (public, members_token(language, form)) if reader == Audience.MEMBERS else (public,)


def title_languages(query: EngineQuery) -> tuple[str, ...]:
    """The alphabets a sort needs: originals' titles where the reader's language has none."""
    return (ORIGINALS, query.language) if query.sort == Sort.TITLE else ()


def phrases_of(query: EngineQuery) -> Iterator[Phrase]:
    """All phrases of a query, mentions among them."""
    for wording in query.wordings.values():
        yield from wording.phrases
    for concept in query.concepts:
        yield from concept.mentions
    yield from query.excluded.phrases


def wanted(query: EngineQuery) -> Wanted:
    """What has to be read to answer a query."""
    tokens: dict[str, None] = {}
    placed: dict[str, None] = {}
    for language, words in _words(query):
        for word in words:
            for form, _weight in word.forms:
                tokens.update(dict.fromkeys(word_tokens(language, form, query.reader)))
    for phrase in phrases_of(query):
        for place in phrase.places:
            for form in place:
                found = dict.fromkeys(word_tokens(phrase.language, form, query.reader))
                tokens.update(found)
                if len(phrase.places) > 1:
                    placed.update(found)
    terms = [(concept.scheme, concept.term) for concept in query.concepts] + list(query.excluded.terms)
    tokens.update(dict.fromkeys(facet_token(scheme, term) for scheme, term in terms))
    if query.wordings:
        tokens[facet_token(LANGUAGE, query.language)] = None
    if query.kind is not None:
        tokens[facet_token(KIND, query.kind)] = None
    for facet, values in query.filters.items():
        tokens.update(dict.fromkeys(facet_token(facet, value) for value in values))
    return Wanted(list(tokens), list(placed), title_languages(query))


def _words(query: EngineQuery) -> Iterator[tuple[str, Iterable[QueryWord]]]:
    for language, wording in query.wordings.items():
        for unit in wording.units:
            yield language, unit.words
    yield from query.excluded.words.items()
