import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taxonomy.directory import Entry, directory
from taxonomy.enums import SDG_COLOURS, Scheme
from taxonomy.loading import load
from taxonomy.models import Term, TermLabel
from taxonomy.vocabulary import FOLDER, VocabularyError, read, vocabularies

pytestmark = pytest.mark.django_db

# The eight languages that the interface is promised in.
PROMISED = {"en", "tr", "sl", "sv", "bg", "el", "de", "fr"}
# A folder with the records that the importer is meant for; they are not part of the project.
DATA = os.environ.get("KB_DATA_DIR", "")


def term_of(scheme: str, code: str) -> Entry:
    entry = directory().by_code(scheme, code)
    assert entry is not None
    return entry


def shipped(folder: Path, *terms: dict) -> None:
    """Writes a file of themes and loads it."""
    (folder / "theme.json").write_text(json.dumps({"scheme": "theme", "terms": terms}))


def state() -> tuple[list, list]:
    columns = ("pk", "scheme", "code", "parent", "order", "external", "shipped")
    return list(Term.objects.order_by("pk").values_list(*columns)), list(TermLabel.objects.order_by("pk").values_list())


def test_every_term_has_labels_in_every_promised_language():
    missing = [
        f"{vocabulary.scheme}:{term.code}:{language}"
        for vocabulary in vocabularies()
        for term in vocabulary.terms
        if not (vocabulary.scheme == Scheme.SDG and term.parent)  # a target is its number
        for language in PROMISED - {language for language, kind, _ in term.labels if kind == "preferred"}
    ]
    assert missing == []


def test_every_term_and_label_is_valid():
    call_command("load_vocabularies", verbosity=0)
    for term in Term.objects.select_related("parent"):
        term.clean_fields()
        term.clean()
    for label in TermLabel.objects.all():
        label.clean_fields(exclude=["term"])
        assert label.text == label.text.strip()


def test_what_is_shipped():
    call_command("load_vocabularies", verbosity=0)
    found = directory()
    goals = found.roots("sdg")
    assert [goal.code for goal in goals] == [str(number) for number in range(1, 18)]
    assert set(SDG_COLOURS) == set(range(1, 18))
    assert sum(len(goal.children) for goal in goals) == 169
    assert term_of("sdg", "16.10").label("tr") == "16.10"
    assert term_of("sdg", "4").label("tr") == "Nitelikli Eğitim"
    greece = term_of("country", "gr")
    assert [found.label(wider, "en") for wider in found.ancestors(greece.id)] == ["Southern Europe", "Europe"]
    assert (greece.label("tr"), greece.label("el"), greece.label("sk")) == ("Yunanistan", "Ελλάδα", "Grécko")
    assert found.by_external("country", "iso3", "TUR")[0].label("tr") == "Türkiye"
    assert found.by_external("country", "m49", "039")[0].code == "southern-europe"
    assert sum("iso2" in entry.external for entry in found.terms("country")) == 251
    assert len(found.terms("theme")) == 58
    assert len(found.terms("method")) == 90
    assert [entry.code for entry in found.roots("maturity")] == ["idea", "pilot", "established", "adopted-elsewhere"]
    assert [entry.code for entry in found.by_external("theme", "ssedas", "repair_cafe")] == ["sharing-repair"]


def test_second_run_changes_nothing_and_asks_little():
    call_command("load_vocabularies", verbosity=0)
    before, token = state(), directory().token
    with CaptureQueriesContext(connection) as queries:
        call_command("load_vocabularies", verbosity=0)
    assert len(queries) <= 2
    assert state() == before
    assert directory().token == token


def test_all_practices_themes_and_countries_have_terms():
    path = Path(DATA, "practices", "practices.jsonl")
    if not DATA or not path.exists():
        pytest.skip("KB_DATA_DIR names no folder with practices/practices.jsonl")
    call_command("load_vocabularies", verbosity=0)
    found = directory()
    records = [json.loads(line) for line in path.read_text().splitlines()]
    themes = {theme for record in records for theme in record["themes"]}
    countries = {record["country"].lower() for record in records if record["country"]}
    goals = {str(goal) for record in records for goal in record.get("sdgs") or []}
    assert [code for code in themes if not found.by_code("theme", code)] == []
    assert [code for code in countries if not found.by_code("country", code)] == []
    assert [code for code in goals if not found.by_code("sdg", code)] == []


def test_a_new_version_of_the_file_updates_what_nobody_edited(tmp_path):
    food = {"code": "food", "labels": {"en": "Food", "sl": "Hrana"}, "alternative": {"en": ["Meals"]}}
    shipped(tmp_path, food)
    load(vocabularies(tmp_path))
    changed = {"code": "food", "labels": {"en": "Food & drink"}, "external": {"dac": [1]}}
    shipped(tmp_path, {"code": "new"}, {"code": "top", "narrower": [changed]})
    (report,) = load(vocabularies(tmp_path))
    term = Term.objects.get(code="food")
    assert set(term.labels.values_list("language", "kind", "text")) == {("en", "preferred", "Food & drink")}
    assert (term.parent.code, term.external) == ("top", {"dac": ["1"]})
    assert (report.added, report.changed, report.labels_added, report.labels_removed) == (2, 1, 1, 3)
    assert report.kept == []


def test_what_editors_changed_survives_a_reload(tmp_path):
    food = {"code": "food", "labels": {"en": "Food", "sl": "Hrana"}, "alternative": {"en": ["Meals"]}}
    shipped(tmp_path, food, {"code": "gone"}, {"code": "old"})
    load(vocabularies(tmp_path))
    term = Term.objects.get(code="food")
    term.order = 77
    term.save()
    term.labels.filter(text="Food").update(text="Nutrition")
    term.labels.get(text="Meals").delete()
    TermLabel.objects.create(term=term, language="tr", kind="preferred", text="Yemek")
    Term.objects.get(code="gone").delete()
    food = {**food, "labels": {"en": "Food & drink", "sl": "Prehrana", "tr": "Gıda"}}
    shipped(tmp_path, {"code": "first"}, food, {"code": "gone"}, {"code": "old"})
    (report,) = load(vocabularies(tmp_path))
    term.refresh_from_db()
    assert term.order == 77
    assert set(term.labels.values_list("language", "kind", "text")) == {
        ("en", "preferred", "Nutrition"),
        ("sl", "preferred", "Prehrana"),
        ("tr", "preferred", "Yemek"),
    }
    assert not Term.objects.filter(code="gone").exists()
    assert len(report.kept) == 4
    before = state()
    (again,) = load(vocabularies(tmp_path))
    assert again.up_to_date
    assert state() == before


def test_a_merged_term_stays_merged(tmp_path):
    from taxonomy.merging import merge

    shipped(tmp_path, {"code": "one", "labels": {"en": "One"}}, {"code": "two", "labels": {"en": "Two"}})
    load(vocabularies(tmp_path))
    merge(Term.objects.get(code="one"), Term.objects.get(code="two"))
    shipped(tmp_path, {"code": "one", "labels": {"en": "New"}}, {"code": "two", "labels": {"en": "Two"}})
    load(vocabularies(tmp_path))
    assert term_of("theme", "one").code == "two"
    assert Term.objects.get(code="one").labels.get().text == "One"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "theme.json"),
        ("[]", "theme.json"),
        ('{"terms": [{"code": "a"}, {"code": "a"}]}', "twice: a"),
        ('{"terms": [{"code": "a", "labbels": {}}]}', "unknown keys: labbels"),
        ('{"terms": [{"labels": {}}]}', "code"),
    ],
)
def test_a_broken_file_is_named(tmp_path, content, message):
    path = tmp_path / "theme.json"
    path.write_text(content)
    with pytest.raises(VocabularyError, match=message):
        read(path, Scheme.THEME)
    assert not Term.objects.exists()


def test_the_command_reports_a_broken_file(tmp_path, monkeypatch):
    (tmp_path / "theme.json").write_text("{")
    monkeypatch.setattr("taxonomy.management.commands.load_vocabularies.vocabularies", lambda: vocabularies(tmp_path))
    with pytest.raises(CommandError, match=r"theme\.json"):
        call_command("load_vocabularies")


def test_all_schemes_with_a_fixed_list_have_a_file():
    from taxonomy.schemes import SCHEMES

    for scheme, info in SCHEMES.items():
        if not info.open:
            assert (FOLDER / f"{scheme}.json").exists()
