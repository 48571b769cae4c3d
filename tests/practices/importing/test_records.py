"""Records of unknown quality: each is a clean record, or has its reasons."""

import math

import pytest

from practices.importing.records import MAX_TEXT, Checked, check
from practices.importing.texts import clean

LANGUAGES = ["en", "sl", "tr", "el"]


@pytest.fixture
def checked(record):
    def make(**fields) -> Checked:
        return check({**record(), **fields}, LANGUAGES)

    return make


def test_a_good_record_has_nothing_to_say(checked):
    outcome = checked(country="SI", lat=46, lon=14.5, year=1999, themes=["food"], keywords=["x"], unknown={"a": 1})
    assert (outcome.errors, outcome.notes) == ([], [])
    assert outcome.record is not None
    assert (outcome.id, outcome.record.source_id, outcome.record.latitude) == ("sample-one", "one", 46.0)


@pytest.mark.parametrize(
    "wrong", [None, "", "   ", "\u200b\u00a0", "\x00", "\ud800", 12, True, 1.5, ["x"], {"en": "x"}]
)
@pytest.mark.parametrize("key", ["source", "source_id", "title", "source_url"])
def test_what_a_record_cannot_be_without(checked, key, wrong):
    outcome = checked(**{key: wrong})
    assert outcome.record is None
    [(field, reason)] = outcome.errors
    assert field == key
    assert reason in ("It is missing.", "It must be a text.")


@pytest.mark.parametrize(
    ("key", "limit"),
    [("source", 100), ("source_id", 255), ("title", 255)],
)
def test_what_is_too_long_to_be_kept(checked, key, limit):
    assert checked(**{key: "x" * limit}).record is not None
    assert checked(**{key: "x" * (limit + 1)}).errors == [(key, f"It has {limit + 1} characters; {limit} at most.")]
    [(field, reason)] = checked(**{key: "<" * 5_000_000}).errors
    assert (field, reason) == (key, f"It has 5,000,000 characters; {limit} at most.")


OPTIONAL_TEXTS = ["licence", "attribution", "country", "city", "organisation", "website"]
LISTS = ["themes", "themes_src", "methods_src", "target_groups_src", "sdgs", "keywords"]
NUMBERS = ["lat", "lon", "year"]


@pytest.mark.parametrize("wrong", [12, False, 1.5, ["x"], {"en": "x"}, "x" * 60_000])
@pytest.mark.parametrize("key", OPTIONAL_TEXTS)
def test_an_optional_text_of_a_wrong_kind_is_left_out_and_noted(checked, key, wrong):
    outcome = checked(**{key: wrong})
    assert outcome.record is not None
    assert [field for field, _reason in outcome.notes] == [key]


@pytest.mark.parametrize("wrong", ["food", 12, {"a": 1}, [["a"]], [{}], [True], [1.5], [math.nan]])
@pytest.mark.parametrize("key", LISTS)
def test_a_list_of_a_wrong_kind_is_left_out_and_noted(checked, key, wrong):
    outcome = checked(**{key: wrong})
    assert outcome.record is not None
    assert outcome.notes == [(key, "It must be a list of texts.")]


@pytest.mark.parametrize(
    "wrong", ["12", True, [], {}, math.nan, math.inf, -math.inf, 10**400, -(10**400), 1e308, 1_000_000]
)
@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_of_a_wrong_kind_or_size_is_left_out_and_noted(checked, key, wrong):
    outcome = checked(**{key: wrong})
    assert outcome.record is not None
    [(field, reason)] = outcome.notes
    assert field == key
    assert len(reason) < 100


def test_half_a_year_is_no_year(checked):
    assert checked(year=1999.0).record.year == 1999
    assert checked(year=1999.5).notes == [("year", "It must be a whole number.")]


def test_a_year_with_a_basis_is_the_records_not_the_practices(checked):
    dated = checked(year=2017, year_basis="record created in the source").record
    own = checked(year=2017).record
    assert (dated.source_year, dated.year, own.source_year, own.year) == (2017, None, None, 2017)


@pytest.mark.parametrize("wrong", [None, "text", 12, ["text"], {}, {"en": ""}, {"en": " \n\t"}, {"en": "<p> </p>"}])
def test_no_text(checked, wrong):
    outcome = checked(texts=wrong)
    assert outcome.record is None
    assert [field for field, _reason in outcome.errors] == ["texts"]


@pytest.mark.parametrize("wrong", [None, 12, ["text"], {"a": "b"}, True])
def test_a_text_that_is_none(checked, wrong):
    assert checked(texts={"en": wrong, "sl": "Besedilo."}).errors == [("texts", "The text in “en” is not a text.")]


def test_a_text_of_5_megabytes(checked):
    reason = f"The text in “en” has 5,242,880 characters; {MAX_TEXT:,} at most."
    assert checked(texts={"en": "x" * 5 * 1024 * 1024}).errors == [("texts", reason)]


def test_unknown_languages(checked):
    only = checked(texts={"pl": "Tekst.", "lv": "Teksts."})
    assert only.errors == [("texts", "It has text only in lv, pl, which the site does not have as a language.")]
    partly = checked(texts={"pl": "Tekst.", "sl": "Besedilo."}, text_lang="pl")
    assert partly.record is not None
    assert (partly.record.language, dict(partly.record.texts)) == ("sl", {"sl": "Besedilo."})
    assert partly.notes == [
        ("texts", "“pl” is not a language of the site; its text was left out."),
        ("text_lang", "There is no text in “pl”; the one in “sl” is the original."),
    ]


@pytest.mark.parametrize("wrong", [12, [], {}, True, "", "xx", "\x1b[2J\ud800" + "x" * 1000])
def test_a_language_of_the_original_that_there_is_no_text_in(checked, wrong):
    outcome = checked(text_lang=wrong)
    assert outcome.record.language == "en"
    [(field, reason)] = outcome.notes
    assert field == "text_lang"
    assert reason.isprintable() and len(reason) < 120


def test_language_codes_in_other_spellings_are_one_language(checked):
    assert checked(texts={"EN": "Text.", "Sl": "Besedilo."}, text_lang="SL").record.language == "sl"
    assert checked(texts={"EN": "Text.", "en": "Text."}).errors == [("texts", "There are two texts in “en”. Keep one.")]
    code = "\x1b[31m\ud800" + "x" * 10_000
    [(_field, reason)] = checked(texts={code: "Text.", "en": "Text."}).notes
    assert reason.isprintable() and len(reason) < 120


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org", "example.org", "http://", "http://a b"]
)
def test_addresses(checked, address):
    assert checked(website=address).notes[0][0] == "website"
    assert checked(website=address).record.website == ""
    assert checked(source_url=address).errors[0][0] == "source_url"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Two \t words\u00a0here  ", "Two words here"),
        ("One.\r\n\r\n\r\n\r\nTwo.", "One.\n\nTwo."),
        ("a\x00b\x1b[0m\x9b\ud800c", "ab[0mc"),
        ("2 < 3 and 5 > 4, <3", "2 < 3 and 5 > 4, <3"),
        ("A <b>b</b>old <i>word</i>.", "A bold word."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("Line<br>line<br/>line", "Line\n\nline\n\nline"),
        ("über 85\nlokale\r\nGruppen\n\nNeu", "über 85 lokale Gruppen\n\nNeu"),
        ("um\n85 Leute", "um 85 Leute"),
        ("Goals:\n- one\ngoes on\n• two\n1. three\n2) four", "Goals:\n- one goes on\n• two\n1. three\n2) four"),
        ("Hello<script>alert(1)</script> you", "Hello you"),
        ('<img src=x onerror="alert(1)">Text', "Text"),
        ("<style>p {}</style><!-- c --><iframe src=x>y</iframe>Text", "Text"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;<b>Text</b>", "Text"),
        ("<script>alert(1)", ""),
        ("Tom &amp; Ana", "Tom &amp; Ana"),
        ("שלום \u200fעולם\u200e — مرحبا", "שלום \u200fעולם\u200e — مرحبا"),
        ("👩\u200d🌾 ☕", "👩\u200d🌾 ☕"),
    ],
)
def test_cleaning(text, plain):
    assert clean(text) == plain
    assert clean(plain) == plain


@pytest.mark.parametrize("name", ["\u202eevil\u200b", "ev\u2066\u00adil\u2069", "\ufeffevil\x1b", "evil\u200d"])
def test_a_name_has_nothing_in_it_that_is_not_seen(checked, name):
    record = checked(organisation=name, title=name, keywords=[name, "evil"]).record
    assert (record.organisation, record.title, record.keywords) == ("evil", "evil", ("evil",))


def test_a_name_keeps_the_joiners_of_its_script(checked):
    assert checked(organisation="می\u200cخواهم\n Ana").record.organisation == "می\u200cخواهم Ana"


@pytest.mark.parametrize(
    "part", ["<a", "<a>", "<b ", "&lt;", "<!--", "<![CDATA[", "<script>", "</p>", "<p", "\ud800", "{"]
)
def test_a_text_made_of_the_worst_is_cleaned_all_the_same(part):
    text = part * (MAX_TEXT // len(part))
    assert clean(clean(text)) == clean(text)


def test_what_is_imported_differently_has_another_digest(checked):
    base = checked().record.digest
    assert checked().record.digest == base
    assert checked(unknown=1).record.digest == base
    for fields in (
        {"title": "Other"},
        {"city": "Ptuj"},
        {"texts": {"en": "Other."}},
        {"keywords": ["x"]},
        {"lat": 1.5},
    ):
        assert checked(**fields).record.digest != base


def test_a_town_has_no_comma_left_over(checked):
    assert checked(city="London, ").record.city == "London"
    assert checked(city="Bled, Slovenia").record.city == "Bled, Slovenia"
