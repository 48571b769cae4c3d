"""Dates and names as readers of each language write them."""

from datetime import date

import pytest

from kb.formats import capitalised, days, figures, language_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("en", "tr", "İngilizce"), ("sr-latn", "en", "Serbian"), ("zz", "en", "zz"), ("tr", "zz", "Turkish")],
)
def test_a_language_has_its_name_or_its_code(code, language, name):
    assert language_name(code, language) == name


def test_a_turkish_i_keeps_its_dot_as_a_capital():
    assert (capitalised("iş", "tr"), capitalised("iş", "en"), capitalised("", "tr")) == ("İş", "Iş", "")


@pytest.mark.parametrize(
    ("last", "language", "said"),
    [
        (date(2026, 5, 24), "en", "20–24 May 2026"),
        (date(2026, 6, 4), "en", "20 May\u2009–\u20094 June 2026"),
        (date(2027, 1, 2), "en", "20 May 2026 – 2 January 2027"),
        (date(2026, 5, 24), "tr", "20–24 Mayıs 2026"),
        (date(2026, 6, 4), "el", "20 Μαΐου – 4 Ιουνίου 2026"),
        (date(2026, 5, 24), "de", "20.–24. Mai 2026"),
        (date(2026, 6, 4), "it", "20 maggio\u2009–\u20094 giugno 2026"),
        (date(2026, 5, 24), "cs", "20. května 2026 – 24. května 2026"),
        (date(2026, 5, 24), "hu", "2026. május 20–24."),
    ],
)
def test_days_say_once_what_they_have_in_common(last, language, said):
    first, between, second = days(date(2026, 5, 20), last, language)
    assert first + between + second == said
    assert between.strip("\u2009 ") == "–"


@pytest.mark.parametrize(
    ("text", "written", "language", "shown"),
    [
        ("850+", "en", "de", "850+"),
        ("~12,000", "en", "el", "~12.000"),
        ("66.4", "en", "tr", "66,4"),
        ("25,6", "el", "en", "25.6"),
        ("7.366", "el", "en", "7,366"),
        ("1 000 000+", "bg", "en", "1,000,000+"),
        ("11 300–13 700", "fr", "sl", "11.300–13.700"),
        ("1 200,50", "fr", "en", "1,200.50"),
        ("39 / 325", "el", "en", "39 / 325"),
        ("2014", "en", "de", "2014"),
        ("4051", "fr", "en", "4051"),
        ("85751", "en", "de", "85.751"),
        ("12.5.2018", "de", "en", "12.5.2018"),
        ("25.6", "el", "en", "25.6"),
        ("45 12", "sv", "en", "45 12"),
        ("0612345678", "fr", "en", "0612345678"),
        ("v1.0.2", "en", "de", "v1.0.2"),
        ("v2.1", "en", "de", "v2.1"),
        ("0612 345 678", "fr", "de", "0612 345 678"),
        ("170.5-220.5", "en", "de", "170,5-220,5"),
        ("12000m²", "en", "de", "12000m²"),
        ("4.2 %", "en", "de", "4,2 %"),
        ("€1,200.50", "en", "fr", "€1\u202f200,50"),
        ("three", "en", "de", "three"),
        ("٣", "en", "de", "٣"),
        ("", "en", "de", ""),
    ],
)
def test_numbers_in_a_figure_are_shown_as_the_reader_writes_them(text, written, language, shown):
    assert figures(text, written, language) == shown
    assert figures(shown, language, language) == shown
