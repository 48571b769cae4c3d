import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from taxonomy.directory import begin_request, directory, end_request
from taxonomy.models import Term, TermLabel
from taxonomy.signals import batched, terms_changed

pytestmark = pytest.mark.django_db


def test_label_falls_back_from_language_to_english_to_any_to_code(make_term):
    both = make_term("theme", "both", {"en": "Food", "sl": "Hrana"})
    greek = make_term("theme", "greek", {"el": "Υγεία"})
    bare = make_term("theme", "bare")
    found = directory()
    assert found.label(both.pk, "sl") == "Hrana"
    assert found.label(both.pk, "sl-si") == "Hrana"
    assert found.label(both.pk, "tr") == "Food"
    assert found.label(greek.pk, "tr") == "Υγεία"
    assert found.label(bare.pk, "tr") == "bare"
    with translation.override("sl"):
        assert found.label(both.pk) == "Hrana"
        assert str(both) == "Hrana"


def test_tree_ancestors_and_descendants(make_term):
    top = make_term("theme", "top", order=1)
    other = make_term("theme", "other", order=0)
    middle = make_term("theme", "middle", parent=top)
    low = make_term("theme", "low", parent=middle)
    found = directory()
    assert found.ancestors(low.pk) == [middle.pk, top.pk]
    assert found.descendants(top.pk) == [middle.pk, low.pk]
    assert [(depth, entry.code) for depth, entry in found.tree("theme")] == [
        (0, "other"),
        (0, "top"),
        (1, "middle"),
        (2, "low"),
    ]
    assert found.ancestors(other.pk) == []


def test_alphabetical_scheme_sorts_in_the_readers_language(make_term):
    make_term("country", "se", {"en": "Sweden", "sv": "Sverige"})
    make_term("country", "at", {"en": "Austria", "sv": "Österrike"})
    make_term("country", "cz", {"en": "Czechia", "sv": "Tjeckien"})
    codes = {language: [entry.code for _, entry in directory().tree("country", language)] for language in ("en", "sv")}
    assert codes == {"en": ["at", "cz", "se"], "sv": ["se", "cz", "at"]}


def test_finds_by_code_and_by_identifiers_of_other_lists(make_term):
    term = make_term("theme", "food", external={"ssedas": ["foodbank", "slowfood"]})
    found = directory()
    assert found.by_code("theme", "food") == found.get(term.pk)
    assert found.by_code("method", "food") is None
    assert [entry.id for entry in found.by_external("theme", "ssedas", "slowfood")] == [term.pk]
    assert found.by_external("theme", "ssedas", "none") == []


def test_every_change_is_seen_at_once(make_term):
    term = make_term("theme", "food", {"en": "Food"})
    assert directory().label(term.pk, "en") == "Food"
    label = term.labels.get()
    label.text = "Meals"
    label.save()
    assert directory().label(term.pk, "en") == "Meals"
    label.delete()
    assert directory().label(term.pk, "en") == "food"
    term.delete()
    assert directory().by_code("theme", "food") is None


def test_a_rolled_back_change_is_not_kept(make_term):
    term = make_term("theme", "food", {"en": "Food"})
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        TermLabel.objects.filter(term=term).get().delete()
        assert directory().label(term.pk, "en") == "food"
        raise ZeroDivisionError
    assert directory().label(term.pk, "en") == "Food"


def test_one_query_per_request_however_often_it_is_asked(make_term, admin_client):
    low = make_term("theme", "food", {"en": "Food"}, parent=make_term("theme", "top", {"en": "Top"}))
    directory()
    with CaptureQueriesContext(connection) as queries:
        answer = admin_client.get(reverse("taxonomy_find", args=["theme"]), {"q": "food"})
    assert [result["id"] for result in answer.json()["results"]] == [low.pk]
    asked = [query["sql"] for query in queries if "taxonomy_" in query["sql"]]
    assert len(asked) == 1


def test_a_change_inside_a_request_is_seen_in_it(make_term):
    begin_request()
    try:
        assert directory() is directory()
        term = make_term("theme", "new")
        assert term.pk in directory()
    finally:
        end_request()


def test_unchanged_taxonomy_is_not_loaded_again(make_term):
    make_term("theme", "food")
    assert directory() is directory()


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_a_committed_change(make_term):
    term = make_term("theme", "food", {"en": "Food"})
    directory()

    def rename() -> None:
        label = TermLabel.objects.get(term=term)
        label.text = "Meals"
        label.save()
        connection.close()

    thread = threading.Thread(target=rename)
    thread.start()
    thread.join()
    assert directory().label(term.pk, "en") == "Meals"


def test_listeners_hear_of_the_term_and_its_narrower_terms(make_term):
    top = make_term("theme", "top")
    low = make_term("theme", "low", parent=top)
    heard = []

    def listen(term_ids, **kwargs):
        heard.append(term_ids)

    terms_changed.connect(listen)
    try:
        TermLabel.objects.create(term=top, language="en", text="Top")
        with batched():
            TermLabel.objects.create(term=low, language="en", text="Low")
            TermLabel.objects.create(term=low, language="sl", text="Nizko")
            assert len(heard) == 1
    finally:
        terms_changed.disconnect(listen)
    assert heard == [{top.pk, low.pk}, {low.pk}]


def test_a_failed_batch_announces_nothing_and_the_next_one_works(make_term):
    before = directory().token
    with pytest.raises(ZeroDivisionError), batched():
        Term.objects.create(scheme="theme", code="gone")
        raise ZeroDivisionError
    assert directory().token == before
    with batched():
        Term.objects.create(scheme="theme", code="stays")
    assert directory().by_code("theme", "stays")
