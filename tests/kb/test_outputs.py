"""Whatever gives something of a page out has a test that it keeps to care."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from kb.checks import address_errors, check_addresses
from kb.outputs import OUTPUTS

TESTS = Path(__file__).parents[1]
NAMES = {output.name for output in OUTPUTS}


def marks() -> Iterator[tuple[str, str]]:
    """(output, test) of every mark in the code of the tests, whichever of them this run has chosen."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.care":
                        yield from ((ast.literal_eval(name), f"{file.name}::{node.name}") for name in mark.args)


def test_every_output_has_its_test_of_care():
    tested = {name for name, _test in marks()}
    assert sorted(NAMES - tested) == [], 'mark a test with @pytest.mark.care("…")'


def test_every_mark_names_an_output():
    assert [(name, test) for name, test in marks() if name not in NAMES] == []


def test_every_output_is_named_once():
    assert len(NAMES) == len(OUTPUTS)


def test_every_address_belongs_to_an_output():
    assert check_addresses(None) == []


def test_a_new_address_must_be_declared():
    def view(request):
        return HttpResponse()

    patterns: list[URLPattern | URLResolver] = [
        path("feed/", view, name="feed"),
        path("admin/", include([path("x/", view, name="x")])),
        path("api/", include([path("practices/", view)])),
    ]
    assert [error.msg for error in address_errors(patterns)] == [
        "The address “feed” belongs to no output.",
        "The address “practices/” belongs to no output.",
    ]
