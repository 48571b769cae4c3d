"""Facets for the style page, in each of their forms."""

from dataclasses import replace

from look.words import WORDS, words
from search.facet_groups import FacetGroup, FacetValue
from search.facets import BY_NAME


def facet_samples(language: str) -> list[tuple[str, FacetGroup]]:
    """A tree to type into, goals with their squares, a flat list with a chosen value that nothing has, a range, a
    closed one.
    """
    return [
        ("Tree, with typing and a choice", _tree(language)),
        ("Flat, with a chosen value that has no practice", _flat(language)),
        ("Goals", _goals(language)),
        ("Range", FacetGroup(replace(BY_NAME["year"], open=True), [], [], 1987, 2026)),
        ("Closed, with more than can be listed", _closed(language)),
    ]


def _value(code: str, label: str, count: int, language: str, selected: bool = False) -> FacetValue:
    return FacetValue(code, label, count, selected, language, remove=f"without={code}")


def _tree(language: str) -> FacetGroup:
    said = words(language)
    values = [_value(f"t{place}", f"{said.word} {place}", 40 - place, language) for place in range(1, 12)]
    values[0].children = [
        _value("t1a", said.title, 1234, language, selected=True),
        _value("t1b", WORDS["de"].title, 3, "de"),
    ]
    return FacetGroup(BY_NAME["theme"], values, values[0].children[:1])


def _flat(language: str) -> FacetGroup:
    values = [_value(code, said.word, count, code) for count, (code, said) in enumerate(WORDS.items(), 5)]
    none = _value("none", words(language).title, 0, language, selected=True)
    return FacetGroup(BY_NAME["country"], [none, *values], [none])


def _goals(language: str) -> FacetGroup:
    values = [_value(str(goal), words(language).word, 20 - goal, language, selected=goal == 3) for goal in range(1, 18)]
    return FacetGroup(BY_NAME["sdg"], values, [values[2]])


def _closed(language: str) -> FacetGroup:
    values = [_value(f"o{place}", words(language).title, place, language) for place in range(1, 4)]
    return FacetGroup(BY_NAME["project"], values, [], left_out=12)
