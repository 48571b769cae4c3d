"""System checks of the search: facets that can be counted, and what set-up owes to a server."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register

from kb.models import IndexPage
from search.facets import FACETS, Facet
from search.lemmas.languages import missing
from search.pages import PageSource
from taxonomy.schemes import SCHEMES


@register("search")
def check_facets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every facet counts an attribute of documents or the terms of a scheme, and no two have one name."""
    return facet_errors(FACETS)


def facet_errors(facets: tuple[Facet, ...]) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    names = [facet.name for facet in facets]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            errors.append(Error(f"There is more than one facet “{name}”.", id="search.E001"))
    schemes = {scheme.value: info for scheme, info in SCHEMES.items()}
    for facet in facets:
        if facet.attribute:
            continue
        info = schemes.get(facet.name)
        if info is None:
            errors.append(
                Error(
                    f"The facet “{facet.name}” has no scheme.",
                    hint="Name a scheme of taxonomy.schemes.SCHEMES, or an attribute of search.documents.ATTRIBUTES.",
                    id="search.E002",
                )
            )
        elif facet.hierarchical and not info.hierarchical:
            errors.append(
                Error(f"The facet “{facet.name}” is a tree, and its scheme has no parents.", id="search.E003")
            )
    return errors


@register("search")
def check_index_pages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every index page that is a result page is one of a kind that can be found."""
    models = [model for model in apps.get_models() if issubclass(model, IndexPage)]
    return index_errors((model.__name__, model.results_of) for model in models)


def index_errors(declared: Iterable[tuple[str, str]]) -> list[CheckMessage]:
    """``declared``: the name and the kind of each type of index pages; the kind is empty for most."""
    kinds = PageSource().kinds
    return [
        Error(
            f"{name} is the result page of “{kind}”, and no pages of that kind can be found.",
            hint=f"Name one of: {', '.join(sorted(set(kinds)))}.",
            id="search.E004",
        )
        for name, kind in declared
        if kind and kind not in kinds
    ]


# On a server only: a clean checkout has built nothing yet.
@register("search", deploy=True)
def check_tries(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether the dictionaries of word forms were built from the installed simplemma."""
    absent = missing()
    if not absent:
        return []
    return [
        Warning(
            f"Dictionaries of word forms are not built: {', '.join(absent)}.",
            hint="Run `manage.py build_tries`.",
            id="search.W001",
        )
    ]
