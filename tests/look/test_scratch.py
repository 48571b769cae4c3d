"""Scratch sites: nothing else is ever overwritten, and no state is made anywhere else."""

import json

import pytest
from django.core.management import CommandError, call_command

from look.camera import Picture
from look.gallery import pictures_in, write_gallery
from look.lighthouse import read
from look.places import Place
from look.scratch import MARK, ScratchError, ScratchSite, fingerprint


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "kb.sqlite3").write_text("somebody's")
    with pytest.raises(ScratchError, match="is no scratch site"):
        ScratchSite(tmp_path / "site").prepare()
    assert (tmp_path / "site" / "kb.sqlite3").read_text() == "somebody's"


def test_states_are_made_in_scratch_sites_only(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with pytest.raises(CommandError, match="is no scratch site: manage"):
        call_command("look_states")


def test_a_site_is_made_anew_when_what_it_is_made_from_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("look.scratch.ROOT", tmp_path)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "a.toml").write_text("1")
    first = fingerprint(["demo"])
    assert fingerprint(["demo"]) == first
    (tmp_path / "demo" / "a.toml").write_text("2")
    assert fingerprint(["demo"]) != first


def test_its_settings_are_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("KB_FROM_THE_CALLER", "x")
    found = ScratchSite(tmp_path).environment(8123)
    assert "KB_FROM_THE_CALLER" not in found
    assert found["KB_BIND"] == "127.0.0.1:8123"
    assert str(tmp_path) in found["DATABASE_URL"]


def test_a_command_that_fails_says_why(tmp_path):
    (tmp_path / MARK).write_text("{}")
    with pytest.raises(ScratchError, match="no_such_command"):
        ScratchSite(tmp_path).manage("no_such_command")


def test_a_place_survives_its_way_through_the_file():
    place = Place("gone", "el", "/el/x/", statuses=(404, 410), session="editor", act="menu")
    assert Place.from_json(json.loads(json.dumps(place.to_json()))) == place


def test_the_gallery_shows_the_pictures_and_can_be_narrowed(tmp_path):
    names = ["home.en.phone.dark.png", "home.el.desktop.light.png", "result.en.print.light.pdf"]
    for name in [*names, "notes.txt"]:
        (tmp_path / name).write_bytes(b"")
    found = pictures_in(tmp_path)
    assert Picture("home", "en", "phone", "dark", "home.en.phone.dark.png") in found
    assert len(found) == 3
    index = write_gallery(tmp_path, found).read_text()
    assert all(f'href="{name}"' in index for name in names)
    assert 'href="language-el.html"' in index
    assert "//" not in index
    greek = (tmp_path / "language-el.html").read_text()
    assert names[1] in greek
    assert names[0] not in greek


def test_figures_of_a_report():
    audits = {
        "network-requests": {"details": {"items": [{"transferSize": 1000}, {"transferSize": 500}]}, "score": None},
        "largest-contentful-paint": {"numericValue": 1234.5, "score": 0.9, "id": "lcp", "title": "Paint"},
        "cumulative-layout-shift": {"numericValue": 0.01, "score": 1, "id": "cls", "title": "Shift"},
    }
    category = {"score": 0.96, "auditRefs": [{"id": each, "weight": 1} for each in audits]}
    names = ("performance", "accessibility", "best-practices", "seo")
    found = read("home", {"audits": audits, "categories": dict.fromkeys(names, category)})
    assert (found.scores["seo"], found.paint, found.shift) == (96, 1234.5, 0.01)
    assert (found.weight, found.requests, found.failed) == (1500, 2, ("lcp: Paint",))
