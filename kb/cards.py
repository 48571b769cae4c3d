"""Entries of a list of pages, with all that is shown of each, in a number of queries that does not grow with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kb.care import conceal_with, is_member
from kb.enums import Care
from kb.querysets import BasePageQuerySet
from kb.terms import TermGroup, terms
from kb.versions import Version, versions

if TYPE_CHECKING:
    from kb.models import BasePage


@dataclass(frozen=True)
class Card:
    """One page in a list, concealed: itself with its texts, its original's facts, the languages that it exists in."""

    page: "BasePage"
    facts: "BasePage"
    language: str
    url: str
    versions: Sequence[Version]
    # The terms of each scheme, by scheme; empty for types that carry none.
    terms: Mapping[str, TermGroup]
    is_for_members: bool


def cards(pages: Iterable["BasePage"], request: HttpRequest, language: str) -> list[Card]:
    """The entries of ``pages``, all of one type and readable for the request's user, for readers of ``language``.

    ``pages`` come with their locale (``select_related("locale")``).
    """
    pages = list(pages)
    if not pages:
        return []
    user: Any = getattr(request, "user", None) or AnonymousUser()
    keys = {page.translation_key for page in pages}
    queryset: BasePageQuerySet = (
        type(pages[0]).objects.filter(translation_key__in=keys).originals().select_related("locale")
    )
    originals = {original.translation_key: original for original in queryset}
    languages = versions(keys, request, user)
    groups = terms(keys, language) if getattr(type(pages[0]), "term_schemes", None) else {}
    member = is_member(user)
    return [
        _card(
            page,
            originals.get(page.translation_key, page),
            request,
            member,
            languages.get(page.translation_key, []),
            groups.get(page.translation_key, ()),
        )
        for page in pages
    ]


def _card(
    page: "BasePage",
    original: "BasePage",
    request: HttpRequest,
    member: bool,
    languages: Sequence[Version],
    groups: Sequence[TermGroup],
) -> Card:
    care = getattr(original, "care", Care.PUBLIC)
    conceal_with(page, original, member)
    if care == Care.ANONYMOUS:
        groups = [group for group in groups if not group.names_organisation]
    return Card(
        page=page,
        facts=page.original,
        language=page.locale.language_code,
        url=page.get_url(request) or "",
        versions=languages,
        terms={group.scheme: group for group in groups},
        is_for_members=care == Care.MEMBERS,
    )
