"""Names are found in texts as people write them."""

import pytest

from translation.names import Names

ACME = Names.of(["Acme Kitchens"])
SMITH = Names.of(["Smith & Co"])


@pytest.mark.parametrize(
    "text",
    [
        "Acme Kitchens",
        "ACME  KITCHENS",
        "Acme\nKitchens",
        "Acme\u00a0Kitchens",
        "Acme-Kitchens",
        "Acme\u2011Kitchens",
        "A\u0301cme Kitchens",
        "Ácmé Kítchens",
        "Ac\u00adme Kitchens",
        "acmekitchens",
    ],
)
def test_spelling_does_not_hide_a_name(text):
    assert ACME.out_of(f"At {text}, yes") == "At […], yes"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Smith &amp; Co opened</p>", "<p>[…] opened</p>"),
        ("<p>Smith&nbsp;&amp;&#160;Co</p>", "<p>[…]</p>"),
        ("<p>in <b>Smith</b> &amp; Co.</p>", "<p>in […]</b>.</p>"),
        ("<p><i>Sm</i>ith &amp; Co</p>", "<p>[…]</p>"),
    ],
)
def test_markup_does_not_hide_a_name(html, left):
    shown = SMITH.out_of(html, rich=True)
    assert "Co" not in shown
    assert shown.count("<") == html.count("<")


def test_markup_is_no_text():
    assert (
        Names.of(["strong"]).out_of("<p><strong>A</strong> &amp; b</p>", rich=True)
        == "<p><strong>A</strong> &amp; b</p>"
    )
    assert Names.of(["amp"]).out_of("<p>A &amp; b</p>", rich=True) == "<p>A &amp; b</p>"
    assert Names.of(["amp"]).out_of("A &amp; b") == "A &[…]; b"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Društvo Most", "Društvu Most"),
        ("Društvo Most", "Društva Mosta"),
        ("Humanitas", "Humanitasovi"),
        ("Humanitas", "Humanitasin"),
        ("Σύλλογος Φίλων", "Συλλόγου Φίλων"),
        ("Фондация Мост", "Фондацията Мост"),
        ("Fundacja Nasz Dom", "Fundacji Nasz Dom"),
        ("İyilik Derneği", "iyilik derneğinin"),
    ],
)
def test_a_name_is_found_in_other_cases(name, text):
    assert Names.of([name]).out_of(text) == "[…]"


@pytest.mark.parametrize(
    ("name", "text"), [("EU", "museum"), ("Most", "Mostly"), ("Acme Kitchens", "Acme opens"), ("2020", "20201")]
)
def test_other_words_stay(name, text):
    assert Names.of([name]).out_of(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Follow #AcmeKitchensBerlin!", "Follow #[…]!"),
        ("Write to info@acmekitchensberlin.org.", "Write to info@[…].org."),
        ("The ourAcmekitchens-fund", "The […]-fund"),
        ("Acme runs kitchens.", "Acme runs kitchens."),
    ],
)
def test_a_long_name_is_found_inside_a_word(text, left):
    assert ACME.out_of(text) == left


def test_initials_are_one_word_or_several():
    names = Names.of(["Große Straße e.V.", "A. B. Smith"])
    assert names.out_of("GROSSE STRASSE EV, Große Straße e. V., AB Smith") == "[…], […]., […]"


def test_the_longest_name_goes_first():
    assert Names.of(["Acme", "Acme Kitchens"]).out_of("Acme Kitchens, Acme") == "[…], […]"


def test_a_link_whose_address_tells_loses_it():
    names = Names.of(["Acme Kitchens"], ["https://www.am-kitchens.example/about", "ana@acme.example"])
    for told in (
        "https://example.org/acme-kitchens/",
        "https://acmekitchens.example.org",
        "https://am-kitchens.example/x",
        "mailto:office@acme.example",
        "https://example.org/?q=Acme%20Kitchens",
        "https://social.example/acmekitchensofficial",
    ):
        assert names.out_of(f'<p><a href="{told}">x</a></p>', rich=True) == "<p><a>x</a></p>"
    other = '<p><a href="https://example.org/soup">x</a> <a linktype="page" id="3">y</a></p>'
    assert names.out_of(other, rich=True) == other


def test_no_names_change_nothing():
    text = "<p>A\u0301 &amp; b</p>"
    assert Names().out_of(text, rich=True) == text
    assert Names.of(["", "–"]).out_of(text, rich=True) == text
