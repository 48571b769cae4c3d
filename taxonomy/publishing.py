"""Terms in publish rules."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from kb.models import BasePage
from kb.publishing import Fault, Required, register
from taxonomy.content import term_fields
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from taxonomy.models.mixins import ConceptMixin


def required_term(scheme: Scheme) -> Required:
    """At least one term of ``scheme``. The original's count for all languages."""

    def is_met(page: Any) -> bool:
        return bool(page.terms(scheme))

    return Required(f"terms_{scheme.value}", is_met=is_met, label=scheme.label, translated=False)


@register
def one_page_per_term(page: BasePage) -> Iterator[Fault]:
    """A term has at most one live page in each language: readers who follow it come to that page.

    Drafts may name the same term; the second that is to be published is told of the first.
    """
    if not isinstance(page, ConceptMixin) or page.alias_of_id:
        return
    for name in term_fields(type(page)):
        term_id = directory().resolve(getattr(page, f"{name}_id"))
        if term_id is None:
            continue
        live = type(page).objects.filter(live=True, alias_of=None, locale_id=page.locale_id, **{name: term_id})
        other = live.exclude(pk=page.pk).order_by("pk").values_list("title", flat=True).first()
        if other is not None:
            words = {"term": directory().label(term_id), "other": other}
            yield Fault(
                name,
                _(
                    "“%(other)s” describes the term “%(term)s” in this language already, and a term has one page."
                    " Choose another term, or unpublish that page."
                )
                % words,
            )
