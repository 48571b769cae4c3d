"""Forms of words: inflections meet, in languages with a dictionary, a stemmer, both or neither."""

import pytest
from django.core.management import call_command

from search.analysis import analyse, analyser, fingerprint
from search.analysis.stop_words import stop_words
from search.lemmas.languages import wanted


@pytest.fixture(scope="session")
def all_tries(tmp_path_factory):
    """The dictionaries that the tests of forms need, built once for the run of this process."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture
def dictionaries(all_tries, settings):
    settings.LEMMA_TRIES_DIR = all_tries
    settings.LEMMA_LANGUAGES = ["sl", "sq", "el", "bg", "en", "fr"]
    call_command("build_tries", verbosity=0)


def forms(word, language):
    found = analyser(language).forms(word)
    assert found is not None
    return found


def meets(one, other, language):
    return bool(set(forms(one, language).all) & set(forms(other, language).all))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "neighbours", "neighbour"),
        ("en", "children", "child"),
        ("sl", "kavarne", "kavarna"),
        ("sl", "svetovnih", "svetovna"),
        ("el", "κοινωνίας", "κοινωνία"),
        ("el", "ΚΟΙΝΩΝΊΑΣ", "κοινωνία"),
        ("bg", "училищата", "училище"),
        ("fr", "solidaires", "solidaire"),
        ("sq", "qytetarëve", "qytetar"),
    ],
)
def test_inflections_meet_with_a_dictionary(dictionaries, language, one, other):
    assert meets(one, other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("tr", "gönüllülerimizden", "gönüllü"),
        ("tr", "GÖNÜLLÜLER", "gönüllü"),
        ("de", "Nachbarschaften", "nachbarschaft"),
        ("sv", "föreningar", "förening"),
        ("hr", "zadruge", "zadruga"),
        ("sr", "заједнице", "zajednica"),
        ("hu", "közösségek", "közösség"),
        ("cs", "sousedé", "soused"),
        ("pl", "spółdzielnie", "spółdzielnia"),
        ("ro", "voluntarilor", "voluntari"),
    ],
)
def test_inflections_meet_by_their_stem_alone(language, one, other):
    assert meets(one, other, language)


def test_the_base_is_the_dictionary_form_else_the_stem_else_the_word(dictionaries):
    assert forms("kavarne", "sl").base == "kavarna"
    assert forms("gönüllülerimizden", "tr").base == "gonullu"
    assert forms("громади", "uk").base == "громади"


def test_a_dictionary_that_is_built_later_is_used_from_then_on(settings, tmp_path):
    settings.LEMMA_TRIES_DIR, settings.LEMMA_LANGUAGES = tmp_path, ["sq"]
    assert forms("qytetarëve", "sq").all == ("qytetareve",)
    before = fingerprint()
    call_command("build_tries", verbosity=0)
    assert forms("qytetarëve", "sq").all == ("qytetareve", "qytetar")
    assert fingerprint() != before
    assert wanted() == ["sq"]


def test_german_compounds_have_their_parts(settings, tmp_path_factory, all_tries):
    settings.LEMMA_TRIES_DIR, settings.LEMMA_LANGUAGES = all_tries, ["de"]
    call_command("build_tries", verbosity=0)

    def parts(word):
        return set(forms(word, "de").parts)

    assert {"nachbarschaft", "hilfe"} <= parts("Nachbarschaftshilfe")
    assert {"gemeinschaft", "garten"} <= parts("Gemeinschaftsgärten")
    assert {"kreislauf", "wirtschaft"} <= parts("Kreislaufwirtschaft")
    for word in ("Genossenschaft", "Wissenschaft", "Verantwortung", "solidarisch", "Verein", "Energie"):
        assert not parts(word), word
    # Members' names and slips are no words, so nothing is made of them.
    assert not parts("Xyzzyplughfoo")


def test_words_that_carry_no_meaning_are_known_by_language():
    def telling(text, language):
        return [word.surface for word in analyse(text, language) if word.forms.telling]

    assert telling("Kto pomáha ľuďom, ktorých nikto nechce, a ktorych?", "sk") == ["pomáha", "ľuďom"]
    assert telling("Wie können Nachbarn Werkzeug teilen?", "de") == ["Nachbarn", "Werkzeug", "teilen"]
    assert telling("NASIL yardım edebiliriz?", "tr") == ["yardım"]
    assert telling("Како заједница може da pomogne?", "sr") == ["заједница", "pomogne"]
    assert not stop_words("fi")
