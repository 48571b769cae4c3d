import pytest
from django.utils import translation

from taxonomy.lookup import find
from taxonomy.models import TermLabel

pytestmark = pytest.mark.django_db


def test_matched_label_is_told_unless_it_is_the_one_shown(make_term):
    term = make_term("method", "world-cafe", {"en": "World Café", "sl": "Svetovna kavarna"})
    TermLabel.objects.create(term=term, language="en", kind="hidden", text="wurldcafe")
    with translation.override("sl"):
        assert [(found.matched, found.language) for found in find("method", "world cafe")] == [("World Café", "en")]
        assert [found.matched for found in find("method", "svetovna")] == [""]
        assert [found.matched for found in find("method", "wurldcafe")] == [""]


def test_better_matches_come_first(make_term):
    make_term("theme", "b", {"en": "Community energy"})
    make_term("theme", "c", {"en": "Energy poverty"})
    make_term("theme", "a", {"en": "Energy"})
    make_term("theme", "d", {"en": "Bioenergy"})
    assert [found.entry.code for found in find("theme", "energy")] == ["a", "c", "b", "d"]
    assert len(find("theme", "energy", limit=2)) == 2
    assert [found.entry.code for found in find("theme", "en")] == ["a", "c", "b"]


def test_merged_and_other_schemes_terms_are_not_offered(make_term):
    from taxonomy.merging import merge

    old, new = make_term("theme", "old", {"en": "Meals"}), make_term("theme", "new", {"en": "Food"})
    make_term("method", "meals", {"en": "Meals"})
    merge(old, new)
    assert [found.entry.code for found in find("theme", "meals")] == ["new"]
