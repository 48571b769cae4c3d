from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from taxonomy.enums import LabelKind
from taxonomy.models import Term, TermLabel
from tests.taxonomy.models import ThingPage


@pytest.fixture
def make_term(db: Any) -> Callable[..., Term]:
    def make(scheme: str, code: str, names: dict[str, str] | None = None, **fields: Any) -> Term:
        term: Term = Term.objects.create(scheme=scheme, code=code, **fields)
        for language, text in (names or {}).items():
            TermLabel.objects.create(term=term, language=language, kind=LabelKind.PREFERRED, text=text)
        return term

    return make


@pytest.fixture
def make_page(db: Any) -> Callable[..., ThingPage]:
    def make(title: str = "Thing", **terms: list[Term]) -> ThingPage:
        page = ThingPage(title=title)
        for scheme, chosen in terms.items():
            page.set_terms(scheme, [term.pk for term in chosen])
        Page.objects.get(depth=1).add_child(instance=page)
        return page

    return make
