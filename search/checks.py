"""System checks of the search: facets that can be counted, and what set-up owes to a server."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from search.facets import FACETS, Facet
from search.lemmas.languages import missing
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
