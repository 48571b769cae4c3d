"""The languages that a page exists in, as one reader may see them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from kb.care import shown_title
from kb.enums import TextState, VersionState
from kb.languages import language_name
from kb.querysets import COUNTED_STATES, BasePageQuerySet


@dataclass(frozen=True)
class Version:
    """One page of a set of translations. ``url`` is a path."""

    page_id: int
    language: str
    url: str
    state: VersionState
    # Its place in the tree, as treebeard writes it.
    path: str
    page: Page = field(repr=False, compare=False)

    @property
    def title(self) -> str:
        """Its title as readers may see it: see ``kb.care.shown_title``."""
        return shown_title(self.page)

    @property
    def name(self) -> str:
        """The language's own name."""
        return language_name(self.language)

    @property
    def is_original(self) -> bool:
        return self.state == VersionState.ORIGINAL

    @property
    def is_complete(self) -> bool:
        """Whether people have translated all of it: only then search engines are told of it."""
        return self.state in (VersionState.ORIGINAL, VersionState.CURRENT, VersionState.OUTDATED)


def versions(keys: Collection[UUID], request: HttpRequest | None, user: Any) -> dict[UUID, list[Version]]:
    """The live pages that ``user`` may read of each translation key, in the order of the languages. One query.

    Keys without such a page are left out.
    """
    order = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
    pages = BasePageQuerySet(Page).filter(translation_key__in=set(keys)).readable_by(user).without_aliases()
    found: dict[UUID, list[Version]] = {}
    for page in pages.with_text_states().with_anonymity().select_related("locale"):
        language = page.locale.language_code
        if language in order:
            version = Version(page.pk, language, page.get_url(request) or "", _state(page), page.path, page)
            found.setdefault(page.translation_key, []).append(version)
    for rows in found.values():
        rows.sort(key=lambda version: order[version.language])
    return found


def state_of(texts: Collection[str]) -> VersionState:
    """How a translation stands to its original. ``texts``: the states in which texts of it are that readers see."""
    if TextState.MACHINE in texts:
        return VersionState.MACHINE
    if TextState.MISSING in texts:
        return VersionState.PARTIAL
    return VersionState.OUTDATED if TextState.OUTDATED in texts else VersionState.CURRENT


def _state(page: Page) -> VersionState:
    if page.is_the_original:
        return VersionState.ORIGINAL
    return state_of([state for state in COUNTED_STATES if getattr(page, f"texts_{state}")])
