"""The pages that describe methods, by the terms that they describe."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from kb.querysets import BasePageQuerySet
    from kb.reading import Reading


def method_addresses(terms: Collection[int], reading: "Reading") -> Mapping[int, str]:
    """The path of the page of each of these terms (ids), in the reader's language if it is there; without those whose
    page she may not read, or that have none. One query, none without terms.
    """
    if not terms:
        return {}
    methods: BasePageQuerySet = apps.get_model("practices.MethodPage").objects.filter(term__in=terms)
    pages = methods.readable_by(reading.user).one_per_set(reading.language).select_related("locale")
    # Should two sets describe one method, that in the reader's language stands.
    last = sorted(pages, key=lambda page: page.locale.language_code == reading.language)
    return {page.term_id: page.get_url(reading.request) or "" for page in last}
