"""What a query means: languages, words that count, concepts, phrases, what is excluded; and that it finds it."""

from uuid import UUID

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import known_words
from search.documents import Document, DocumentText
from search.engines.embedded import EmbeddedEngine
from search.engines.query import EngineQuery
from search.enums import Audience
from search.indexing import Indexer
from search.models import SearchDocument
from search.sources import Registry
from search.storage import save
from search.terms import TermEntry
from search.thesaurus import Label
from search.understanding import INFLECTION, SLIP, Understanding
from tests.search.directory import MemoryDirectory

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "tr", "sl", "de", "fr", "sq")
TERMS = MemoryDirectory(
    [TermEntry(1, "method", "world-cafe"), TermEntry(2, "country", "pt"), TermEntry(3, "theme", "food")],
    labels=[
        Label(1, "en", "World Café"),
        Label(1, "tr", "Dünya Kafesi"),
        Label(1, "sl", "Svetovna kavarna"),
        Label(2, "en", "Portugal"),
        Label(2, "tr", "Portekiz"),
        Label(3, "en", "Food"),
    ],
)


def document(number, texts, terms=None, audience=Audience.PUBLIC, members=""):
    texts = {code: DocumentText(title, body=body, members_body=members) for code, (title, body) in texts.items()}
    scheme = {name: frozenset(ids) for name, ids in (terms or {}).items()}
    return Document(UUID(int=number), "practice", next(iter(texts)), texts, audience, scheme)


class Site:
    """Indexes documents, and gives what a query finds: numbers, and whether it is partial."""

    def __init__(self):
        self.engine = EmbeddedEngine(chunk_size=4)

    def index(self, *documents):
        self.engine.index(documents)
        known_words.record(documents)

    def __call__(self, text, language="en", reader=Audience.PUBLIC, without=()):
        meant = Understanding(language, LANGUAGES, TERMS).of(text, without)
        query = EngineQuery(meant.wordings, meant.concepts, meant.excluded, language=language, reader=reader)
        result = self.engine.search(query)
        return [hit.key.int for hit in result.hits], result.partial


@pytest.fixture
def find():
    return Site()


def test_words_typed_without_their_marks_reach_the_forms_of_the_words_with_them(find):
    find.index(document(1, {"tr": ("Gönüllüler", "Çocukların kütüphaneleri")}))
    for typed in ("gonulluler", "gönüllü", "cocuklarin", "GONULLULER", "kutuphaneleri"):
        assert find(typed, "tr") == ([1], False), typed
    assert find("kitap", "tr") == ([], False)


def test_a_query_is_tried_in_every_language_that_knows_its_words(find):
    find.index(document(1, {"sl": ("Zadružna kuhinja", "hrana")}), document(2, {"en": ("Kitchen", "food")}))
    assert find("zadružna kuhinja", "en") == ([1], False)
    meant = Understanding("en", LANGUAGES, TERMS).of("zadružna kuhinja")
    assert set(meant.wordings) == {"en", "sl"}


def test_a_whole_question_needs_only_its_words_that_carry_meaning(find):
    find.index(document(1, {"en": ("Tool library", "Neighbours share their drills.")}))
    assert find("How can neighbours share a tool with each other?") == ([1], False)
    assert find("what is the") == ([], False)


def test_where_nothing_has_all_words_at_least_half_of_them_will_do(find):
    find.index(
        document(1, {"en": ("Tool library", "drills")}),
        document(2, {"en": ("Tool shed", "saws")}),
        document(3, {"en": ("Bakery", "bread")}),
    )
    assert find("tool library drills saws") == ([1, 2], True)
    assert find("tool library oven horse cart") == ([], False)
    assert find("tool library") == ([1], False)


def test_a_name_of_a_term_finds_what_is_tagged_with_it_and_what_mentions_it_in_another_language(find):
    find.index(
        document(1, {"sl": ("Pogovori", "ob kavi")}, {"method": {1}}),
        document(2, {"sl": ("Srečanje", "Svetovna kavarna v mestu")}),
        document(3, {"sl": ("Kavarna", "svetovna, a druga")}),
        document(4, {"en": ("A world of coffee", "cafe")}),
    )
    found, partial = find("dünya kafesi", "tr")
    assert (set(found), partial) == ({1, 2}, False)
    assert found[0] == 1
    assert set(find("world cafés")[0]) == {1, 2, 4}


def test_a_term_that_the_reader_took_off_is_not_searched_for(find):
    find.index(document(1, {"en": ("Talks", "tables")}, {"method": {1}}), document(2, {"en": ("World", "a cafe")}))
    assert set(find("world café")[0]) == {1, 2}
    assert find("world café", without=[("method", "world-cafe")]) == ([2], False)
    meant = Understanding("en", LANGUAGES, TERMS).of("world café", [("method", "world-cafe")])
    assert (meant.named, [entry.code for entry in meant.left_out]) == ((), ["world-cafe"])


def test_words_and_terms_are_wanted_together(find):
    find.index(
        document(1, {"en": ("Seeds", "swap")}, {"country": {2}}),
        document(2, {"en": ("Seeds", "swap")}),
        document(3, {"en": ("Bread", "oven")}, {"country": {2}}),
    )
    assert find("seeds Portugal") == ([1], False)
    assert find("seeds Portekiz", "tr") == ([1], False)


def test_quotes_find_words_that_stand_together_and_nothing_else(find):
    find.index(
        document(1, {"en": ("A night shelter", "open")}),
        document(2, {"en": ("Shelter", "at night")}),
        document(3, {"en": ("Night", "shelter")}),
        document(4, {"en": ("Beds", "Two night shelters in town")}),
    )
    assert sorted(find('"night shelter"')[0]) == [1, 4]
    assert sorted(find("night shelter")[0]) == [1, 2, 3, 4]
    assert find('"shelter night"') == ([], False)
    assert find('"night shelter" open') == ([1], False)


def test_a_minus_excludes_words_phrases_and_terms(find):
    find.index(
        document(1, {"en": ("Seeds", "swap")}, {"country": {2}}),
        document(2, {"en": ("Seeds", "night shelter")}),
        document(3, {"en": ("Seeds", "shelter at night")}),
    )
    assert sorted(find("seeds -swap")[0]) == [2, 3]
    assert sorted(find('seeds -"night shelter"')[0]) == [1, 3]
    assert sorted(find("seeds -Portugal")[0]) == [2, 3]
    assert sorted(find("-shelter")[0]) == [1]


def test_unknown_inflections_and_slips_are_found_and_come_last(find):
    find.index(
        document(1, {"sq": ("Kooperativat", "fshati")}),
        document(2, {"en": ("Community garden", "flowers")}),
        document(3, {"en": ("Comunity", "a name")}),
    )
    assert find("kooperativave", "sq") == ([1], False)
    assert find("communtiy garden") == ([2], False)
    assert find("comunity") == ([3], False)
    meant = Understanding("en", LANGUAGES, TERMS).of("gadren")
    assert ("garden", SLIP) in meant.wordings["en"].units[0].words[0].forms
    meant = Understanding("sq", LANGUAGES, TERMS).of("kooperativave")
    assert ("kooperativat", INFLECTION) in meant.wordings["sq"].units[0].words[0].forms


def test_words_of_members_texts_are_in_no_table_and_lead_nobody_to_them(find):
    find.index(
        document(1, {"en": ("Seeds", "swap")}, members="Wistfully"),
        document(2, {"en": ("Quincunx", "")}, audience=Audience.MEMBERS),
    )
    assert not known_words.look_up(["wistfully", "quincunx"])
    assert find("wistfuly") == ([], False)
    assert find("quincnux") == ([], False)
    assert find("quincunx", reader=Audience.MEMBERS) == ([2], False)


def test_an_index_without_a_dictionary_is_made_anew_when_that_is_there(find, settings, tmp_path):
    settings.LEMMA_TRIES_DIR, settings.LEMMA_LANGUAGES = tmp_path, ["sq"]
    worker = Indexer(find.engine, Registry())
    wanted = document(1, {"sq": ("Qytetarëve", "")})
    save(SearchDocument(key=wanted.key, kind=wanted.kind), wanted)
    assert worker.rebuild() == 1
    assert not worker.keep_current()
    assert known_words.look_up(["qytetareve"])["sq", "qytetareve"][0].forms == ()
    call_command("build_tries", verbosity=0)
    assert worker.keep_current()
    assert known_words.look_up(["qytetareve"])["sq", "qytetareve"][0].forms == ("qytetar",)
    assert find("qytetar", "sq") == ([1], False)
    assert not worker.keep_current()


def test_words_that_no_text_has_any_more_go(find):
    find.index(document(1, {"en": ("Seeds", "swap")}), document(2, {"en": ("Quincunx", "seeds")}))
    assert known_words.look_up(["quincunx"])
    EmbeddedEngine(chunk_size=4).delete([UUID(int=2)])
    assert known_words.prune() == 1
    assert not known_words.look_up(["quincunx"])
    assert known_words.look_up(["seeds", "swap"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_is_understood(find, text, language):
    found, partial = find(text, language)
    assert (found, partial) == ([], False)
