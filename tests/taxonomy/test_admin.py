from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from taxonomy.models import Term, TermLabel
from tests.taxonomy.models import ThingPage
from users.models import User

pytestmark = pytest.mark.django_db


def sign_in(*codenames: str) -> Client:
    """An account that is no superuser and has these permissions."""
    group = Group.objects.create(name="Keepers of the terms")
    for codename in ("access_admin", *codenames):
        group.permissions.add(Permission.objects.get(codename=codename))
    user = User.objects.create_user("keeper@example.org", "x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def keeper(db) -> Client:
    return sign_in("add_term", "change_term", "delete_term")


def address(name: str, *args: object) -> str:
    return reverse(f"taxonomy_terms:{name}", args=args)


def labels(*rows: tuple[str, str, str], stored: tuple[TermLabel, ...] = (), gone: tuple[int, ...] = ()) -> dict:
    """Form data of the table of labels: ``rows`` in order, the first ones belong to the ``stored`` labels."""
    data: dict[str, Any] = {"labels-TOTAL_FORMS": len(rows), "labels-INITIAL_FORMS": len(stored)}
    for number, (language, kind, text) in enumerate(rows):
        data |= {f"labels-{number}-language": language, f"labels-{number}-kind": kind, f"labels-{number}-text": text}
    for number, label in enumerate(stored):
        data[f"labels-{number}-id"] = label.pk
    data |= {f"labels-{number}-DELETE": "on" for number in gone}
    # The form has a second table, of definitions; it stays empty here.
    return data | {"definitions-TOTAL_FORMS": 0, "definitions-INITIAL_FORMS": 0}


def stored(term: Term) -> set[tuple[str, str, str]]:
    return set(term.labels.values_list("language", "kind", "text"))


@pytest.mark.parametrize("name", ["index", "scheme", "add", "edit", "uses", "merge", "delete"])
def test_without_permission_there_is_no_way_in(name, make_term):
    term = make_term("theme", "food")
    args = {"index": [], "scheme": ["theme"], "add": ["theme"]}.get(name, [term.pk])
    client = sign_in()
    for answer in (client.get(address(name, *args)), client.post(address(name, *args))):
        assert answer.status_code == 302
        assert answer["Location"] == reverse("wagtailadmin_home")
    assert "Terms" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_each_permission_opens_its_own_page_only(make_term):
    term = make_term("theme", "food")
    client = sign_in("add_term")
    codes = {name: client.get(address(name, term.pk)).status_code for name in ("edit", "merge", "delete")}
    assert codes == {"edit": 302, "merge": 302, "delete": 302}
    assert client.get(address("add", "theme")).status_code == 200
    assert address("edit", term.pk) not in client.get(address("scheme", "theme")).content.decode()


def test_the_group_form_offers_the_permissions(admin_client):
    html = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()
    for action in ("add", "change", "delete"):
        permission = Permission.objects.get(codename=f"{action}_term")
        assert f'value="{permission.pk}"' in html


def test_browse_shows_the_tree_with_uses(keeper, make_term, make_page):
    top = make_term("theme", "food", {"en": "Food"})
    low = make_term("theme", "banks", {"en": "Food banks"}, parent=top)
    make_page(theme=[low])
    html = keeper.get(address("index")).content.decode()
    assert html.index(">Food<") < html.index(">Food banks<")
    assert 'data-depth="1"' in html
    assert address("uses", low.pk) in html
    assert address("uses", top.pk) not in html
    assert reverse("taxonomy_terms:index") in keeper.get(reverse("wagtailadmin_home")).content.decode()


def test_search_finds_a_label_in_any_language(keeper, make_term):
    make_term("theme", "food", {"en": "Food", "tr": "Gıda"})
    make_term("theme", "energy", {"en": "Energy"})
    html = keeper.get(address("scheme", "theme"), {"q": "gida"}).content.decode()
    assert "Gıda" in html
    assert "Energy" not in html
    assert "No term has a label like" in keeper.get(address("scheme", "theme"), {"q": "zzzz"}).content.decode()


def test_unknown_addresses_are_not_found(keeper):
    for path in (address("scheme", "nothing"), address("edit", 999), address("add", "country")):
        assert keeper.get(path, follow=True).status_code == 404


def test_uses_lists_pages_with_links_for_those_who_may_edit(keeper, admin_client, make_term, make_page):
    term = make_term("theme", "food", {"en": "Food"})
    page = make_page("Kitchen", theme=[term])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    mine, theirs = (client.get(address("uses", term.pk)).content.decode() for client in (keeper, admin_client))
    assert "Kitchen" in mine
    assert edit not in mine
    assert edit in theirs


def test_a_new_term_gets_a_code_from_its_label(keeper):
    data = labels(("en", "preferred", "World  Café"), ("tr", "preferred", "Dünya Kafe"), ("sl", "preferred", ""))
    for code in ("world-cafe", "world-cafe-2"):
        assert keeper.post(address("add", "method"), {"code": "", **data}).status_code == 302
        term = Term.objects.get(scheme="method", code=code)
        assert stored(term) == {("en", "preferred", "World Café"), ("tr", "preferred", "Dünya Kafe")}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"code": "taken", **labels(("en", "preferred", "A"))}, "has a term with this code already"),
        ({"code": "No good", **labels(("en", "preferred", "A"))}, "Lower-case letters"),
        ({"code": "ok", **labels(("en", "preferred", ""))}, "at least one language"),
        ({"code": "ok", **labels(("en", "preferred", "A"), ("en", "preferred", "B"))}, "is preferred"),
        ({"code": "ok", **labels(("en", "preferred", "A"), ("en", "alternative", "A"))}, "is there twice"),
        ({"code": "ok", **labels(("xx-nothing", "preferred", "A"))}, "Select a valid choice"),
        ({"code": "ok", "external": "584", **labels(("en", "preferred", "A"))}, "Line 1 is not"),
        ({"code": "ok", "parent": "x", **labels(("en", "preferred", "A"))}, "Select a valid choice"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_saved(keeper, make_term, data, message):
    make_term("theme", "taken")
    answer = keeper.post(address("add", "theme"), data)
    assert message in answer.content.decode()
    assert list(Term.objects.values_list("code", flat=True)) == ["taken"]
    assert not TermLabel.objects.exists()


def test_a_name_that_an_organisation_had_stays_as_a_hidden_label(keeper, make_term):
    term = make_term("organisation", "acme", {"en": "Acme Kitchens", "sl": "Acme"})
    english, slovenian = term.labels.order_by("language")
    edited = labels(
        ("en", "preferred", "Bison Kitchens"), ("sl", "preferred", "Acme"), stored=(english, slovenian), gone=(1,)
    )
    keeper.post(address("edit", term.pk), {"code": "acme", **edited})
    assert stored(term) == {
        ("en", "preferred", "Bison Kitchens"), ("en", "hidden", "Acme Kitchens"), ("sl", "hidden", "Acme")
    }  # fmt: skip
    rows = tuple(term.labels.order_by("pk"))
    again = labels(*((row.language, row.kind, row.text) for row in rows), stored=rows, gone=(1, 2))
    keeper.post(address("edit", term.pk), {"code": "acme", **again})
    assert stored(term) == {("en", "preferred", "Bison Kitchens")}


def test_labels_change_places_and_go(keeper, make_term):
    term = make_term("theme", "food", {"en": "Food", "sl": "Hrana"})
    TermLabel.objects.create(term=term, language="en", kind="alternative", text="Meals")
    english, meals, slovenian = (term.labels.get(text=text) for text in ("Food", "Meals", "Hrana"))
    data = labels(
        ("en", "alternative", "Food"),
        ("en", "preferred", "Meals"),
        ("sl", "preferred", "Hrana"),
        ("el", "preferred", "Τρόφιμα"),
        stored=(english, meals, slovenian),
        gone=(2,),
    )
    answer = keeper.post(address("edit", term.pk), {"order": 5, "external": "dac: 1, 2", **data})
    assert answer.status_code == 302
    term.refresh_from_db()
    assert stored(term) == {
        ("en", "alternative", "Food"),
        ("en", "preferred", "Meals"),
        ("el", "preferred", "Τρόφιμα"),
    }
    assert (term.code, term.order, term.external) == ("food", 5, {"dac": ["1", "2"]})


def test_the_code_cannot_be_changed(keeper, make_term):
    term = make_term("theme", "food", {"en": "Food"})
    data = labels(("en", "preferred", "Food"), stored=(term.labels.get(),))
    keeper.post(address("edit", term.pk), {"code": "other", "order": 0, **data})
    assert Term.objects.get().code == "food"


def test_a_term_moves_but_not_below_itself(keeper, make_term):
    top, low = make_term("theme", "top", {"en": "Top"}), make_term("theme", "low", {"en": "Low"})
    data = labels(("en", "preferred", "Low"), stored=(low.labels.get(),))
    keeper.post(address("edit", low.pk), {"parent": top.pk, "order": 0, **data})
    assert Term.objects.get(pk=low.pk).parent_id == top.pk
    data = labels(("en", "preferred", "Top"), stored=(top.labels.get(),))
    answer = keeper.post(address("edit", top.pk), {"parent": low.pk, "order": 0, **data})
    assert "Select a valid choice" in answer.content.decode()
    assert Term.objects.get(pk=top.pk).parent_id is None


def test_a_flat_scheme_asks_for_no_wider_term(keeper):
    assert 'name="parent"' not in keeper.get(address("add", "method")).content.decode()
    assert 'name="parent"' in keeper.get(address("add", "theme")).content.decode()


def test_an_unused_term_is_deleted(keeper, make_term):
    term = make_term("theme", "food", {"en": "Food"})
    assert "never used" in keeper.get(address("delete", term.pk)).content.decode()
    keeper.post(address("delete", term.pk))
    assert not Term.objects.exists()


def test_a_used_term_is_not_deleted_and_says_why(keeper, make_term, make_page):
    term = make_term("theme", "food", {"en": "Food"})
    make_page(theme=[term]).delete()
    for answer in (keeper.get(address("delete", term.pk)), keeper.post(address("delete", term.pk))):
        html = answer.content.decode()
        assert "Merge it into another term instead" in html
        assert address("merge", term.pk) in html
    assert Term.objects.exists()


def test_deleting_is_offered_only_where_it_is_possible(keeper, make_term, make_page):
    used, unused = make_term("theme", "food", {"en": "Food"}), make_term("theme", "banks", {"en": "Banks"})
    make_page(theme=[used])
    offered = [address("delete", t.pk) in keeper.get(address("edit", t.pk)).content.decode() for t in (used, unused)]
    assert offered == [False, True]


def test_a_term_of_a_fixed_list_is_neither_merged_nor_deleted(keeper, make_term):
    term = make_term("country", "de", {"en": "Germany"})
    html = keeper.get(address("edit", term.pk)).content.decode()
    assert address("merge", term.pk) not in html
    assert address("delete", term.pk) not in html
    assert "fixed list" in keeper.post(address("delete", term.pk)).content.decode()
    assert Term.objects.exists()


def test_a_term_with_narrower_terms_is_not_deleted(keeper, make_term):
    term = make_term("theme", "food")
    make_term("theme", "banks", parent=term)
    assert "Other terms stand below it" in keeper.post(address("delete", term.pk)).content.decode()
    assert Term.objects.count() == 2


def test_merge_shows_what_will_happen_and_then_does_it(keeper, make_term, make_page):
    old, new = make_term("theme", "meals", {"en": "Meals"}), make_term("theme", "food", {"en": "Food"})
    pages = [make_page(theme=[old]), make_page(theme=[old, new])]
    html = keeper.get(address("merge", old.pk), {"into": new.pk}).content.decode()
    assert "2 pages move" in html
    assert "1 of them has both terms" in html
    assert old.uses.count() == 2
    assert keeper.post(address("merge", old.pk), {"into": new.pk}).status_code == 302
    found = [[entry.code for entry in ThingPage.objects.get(pk=page.pk).terms("theme")] for page in pages]
    assert found == [["food"], ["food"]]
    assert "meals" in keeper.get(address("scheme", "theme")).content.decode()


def test_merge_names_both_terms_in_the_language_of_the_reader(keeper, make_term):
    old = make_term("theme", "meals", {"bg": "Хранене", "en": "Meals"})
    new = make_term("theme", "food", {"bg": "Храна", "en": "Food"})
    html = keeper.post(address("merge", old.pk), {"into": new.pk}, follow=True).content.decode()
    assert "“Meals” was merged into “Food”." in html


@pytest.mark.parametrize("method", ["get", "post"])
def test_merge_says_what_is_wrong(keeper, make_term, method):
    old, country = make_term("theme", "meals", {"en": "Meals"}), make_term("country", "gr")
    for into, message in (
        (str(old.pk), "into itself"),
        (str(country.pk), "not a term of this list"),
        ("x", "not a term of this list"),
    ):
        answer = getattr(keeper, method)(address("merge", old.pk), {"into": into})
        assert message in answer.content.decode()
    assert Term.objects.get(pk=old.pk).replaced_by_id is None
