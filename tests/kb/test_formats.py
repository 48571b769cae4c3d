"""Dates and names as readers of each language write them."""

import pytest

from kb.formats import capitalised, language_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("en", "tr", "İngilizce"), ("sr-latn", "en", "Serbian"), ("zz", "en", "zz"), ("tr", "zz", "Turkish")],
)
def test_a_language_has_its_name_or_its_code(code, language, name):
    assert language_name(code, language) == name


def test_a_turkish_i_keeps_its_dot_as_a_capital():
    assert (capitalised("iş", "tr"), capitalised("iş", "en"), capitalised("", "tr")) == ("İş", "Iş", "")
