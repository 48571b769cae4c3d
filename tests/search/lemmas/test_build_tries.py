"""``manage.py build_tries``: what is missing, whole or not at all, and nothing twice."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from search.lemmas import building, lemma
from search.lemmas.tries import RELEASE, TrieError, decode, encode


@pytest.fixture
def folder(settings, tmp_path):
    settings.LEMMA_TRIES_DIR = tmp_path / "tries"
    settings.LEMMA_LANGUAGES = ["sq", "xx"]
    return tmp_path / "tries"


def build(capsys, *arguments):
    call_command("build_tries", *arguments)
    return capsys.readouterr().out


def test_builds_what_is_missing_and_leaves_the_rest(folder, capsys):
    assert "1 of 1: sq, " in build(capsys)
    trie = folder / RELEASE / "sq.trie"
    written = trie.stat().st_mtime_ns
    assert lemma("qytetarëve", "sq") == "qytetar"
    assert "1 dictionaries, up to date" in build(capsys)
    assert trie.stat().st_mtime_ns == written
    assert "1 of 1: sq, " in build(capsys, "--again")
    assert trie.stat().st_mtime_ns > written
    assert sorted(path.name for path in trie.parent.iterdir()) == [".lock", "sq.trie"]


def test_tries_of_another_release_are_replaced(folder, capsys):
    (folder / "simplemma-1.0-format-1").mkdir(parents=True)
    (folder / "simplemma-1.0-format-1" / "sq.trie").write_text("old")
    assert "simplemma-1.0-format-1: removed" in build(capsys)
    assert [path.name for path in folder.iterdir()] == [RELEASE]


def test_a_folder_that_cannot_be_written_is_named(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.LEMMA_TRIES_DIR = tmp_path / "file"
    with pytest.raises(CommandError, match=rf"file/{RELEASE} cannot be written to: Not a directory"):
        call_command("build_tries")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "sq.trie").mkdir()
    with pytest.raises(TrieError, match=r"sq\.trie cannot be written"):
        building.build("sq", tmp_path / "sq.trie")
    assert [path.name for path in tmp_path.iterdir()] == ["sq.trie"]


def test_a_fault_in_the_process_that_builds_reaches_the_command(tmp_path):
    with pytest.raises(TrieError, match=r"sq\.trie cannot be written: No such file or directory"):
        building.build_apart("sq", tmp_path / "nowhere" / "sq.trie")


def test_a_check_for_servers_says_what_is_missing(folder, capsys):
    def warnings(**options):
        return [message.msg for message in run_checks(tags=["search"], **options) if message.id == "search.W001"]

    assert warnings(include_deployment_checks=True) == ["Dictionaries of word forms are not built: sq."]
    assert warnings() == []
    build(capsys)
    assert warnings(include_deployment_checks=True) == []


@given(st.text(), st.text())
def test_a_lemma_survives_its_encoding(word, other):
    for lemma_ in (other, word + other, word[:1] + other):
        assert decode(word, encode(word, lemma_)) == lemma_
