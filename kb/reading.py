"""A page as one reader sees it: what is hidden, what comes from the original, what the translation lacks."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.text import Truncator
from django.utils.translation import get_language

from kb.care import is_member
from kb.enums import Care, FileCare, TextState
from kb.formats import capitalised
from kb.terms import TermGroup, terms
from kb.versions import Version, versions

if TYPE_CHECKING:
    from kb.models import BasePage


class Reading:
    """One page for one request. Everything is asked for once, when first needed.

    What its reader must not be shown is gone from the page before: see ``kb.care.conceal``.
    """

    def __init__(self, page: "BasePage", request: HttpRequest) -> None:
        self.page, self.request = page, request
        self.user: Any = getattr(request, "user", None) or AnonymousUser()
        self.language: str = page.locale.language_code

    @cached_property
    def facts(self) -> "BasePage":
        """The original: what has one value for all languages is read from it."""
        return self.page.original

    def rows(self, relation: str) -> Sequence[Any]:
        """The child rows of ``relation`` in the page's language."""
        return list(getattr(self.page, relation).all())

    @cached_property
    def is_member(self) -> bool:
        return is_member(self.user)

    @property
    def is_for_members(self) -> bool:
        """Whether only members see this page."""
        return getattr(self.facts, "care", Care.PUBLIC) == Care.MEMBERS

    def may_show(self, file: Any) -> bool:
        """Whether an image or document that this readable page uses may be offered to the reader."""
        return file is not None and (file.care == FileCare.PUBLIC or self.is_member)

    @cached_property
    def lead_image(self) -> Any:
        """The original's picture, or None if it has none or the reader may not fetch it.

        Where the organisation must not be named, its credit and licence do not, nor does a file whose name would.
        """
        image = getattr(self.facts, "lead_image", None)
        if not image or not self.may_show(image):
            return None
        file_name = PurePosixPath(image.file.name).stem.replace("_", " ")
        if self._withheld(file_name) != file_name:
            return None
        shown = copy(image)
        shown.credit, shown.licence = self._withheld(image.credit), self._withheld(image.licence)
        return shown

    def _withheld(self, text: str) -> str:
        return self.facts.withhold(text)

    @cached_property
    def lead_image_alt(self) -> str:
        """What the picture shows, in the page's language; empty where nobody said."""
        if self.lead_image is None:
            return ""
        text = None if self.page.lead_image_alt else self._lead_image_text
        return str(self.page.lead_image_alt or (self._withheld(text.alternative_text) if text else ""))

    @property
    def lead_image_caption(self) -> str:
        """Its caption in the page's language; empty where there is none."""
        return self._withheld(self._lead_image_text.caption) if self._lead_image_text else ""

    @cached_property
    def _lead_image_text(self) -> Any:
        return self.lead_image.text(self.language) if self.lead_image else None

    @cached_property
    def versions(self) -> list[Version]:
        """The languages in which this page exists for the reader, its own among them."""
        return versions([self.page.translation_key], self.request, self.user).get(self.page.translation_key, [])

    @property
    def others(self) -> list[Version]:
        return [version for version in self.versions if version.language != self.language]

    @cached_property
    def version(self) -> Version | None:
        """This page among them; None in a preview of what is not live."""
        return next((version for version in self.versions if version.page_id == self.page.pk), None)

    @property
    def original_version(self) -> Version | None:
        """The original, where it is live."""
        return next((version for version in self.versions if version.is_original), None)

    @property
    def canonical(self) -> str:
        """The one address of this text: its own, or that of the page it is an alias of; a path."""
        alias_of = self.page.alias_of
        return (alias_of or self.page).get_url(self.request) or ""

    @property
    def alternates(self) -> list[Version]:
        """What search engines are told of: complete versions, if this is one and has others."""
        complete = [version for version in self.versions if version.is_complete]
        is_complete = self.version is not None and self.version.is_complete
        return complete if is_complete and len(complete) > 1 else []

    @cached_property
    def is_translation(self) -> bool:
        return bool(self.facts.pk != self.page.pk)

    @cached_property
    def _states(self) -> list[Any]:
        return list(self.page.text_states.all()) if self.is_translation else []

    @cached_property
    def changed(self) -> frozenset[str]:
        """Fields and relations whose text in the original has changed since it was translated."""
        outdated = {row.path.partition(".")[0] for row in self._states if row.state == TextState.OUTDATED}
        return frozenset(outdated) - self.page.concealed

    @property
    def changed_at(self) -> datetime | None:
        """When the original last changed in them."""
        outdated = (row for row in self._states if row.state == TextState.OUTDATED)
        return max((row.at for row in outdated if row.path.partition(".")[0] in self.changed), default=None)

    @property
    def changed_labels(self) -> list[Any]:
        """Their names, in the interface's language, in the order of the page type's declaration."""
        declared = [rule.field_name for rule in self.page.translatable_fields]
        return [label(self.page, name) for name in declared if name in self.changed]

    def missing_rows(self, relation: str, rows: Iterable[Any]) -> int:
        """How many rows of the original this translation, which has ``rows``, does not have yet."""
        missing = [row.path.split(".") for row in self._states if row.state == TextState.MISSING]
        missing_keys = {path[1] for path in missing if path[0] == relation and len(path) > 2}
        if not missing_keys:
            return 0
        shown_keys = {str(row.translation_key) for row in rows}
        return len(missing_keys - shown_keys)

    @cached_property
    def terms(self) -> Sequence[TermGroup]:
        """The original's terms, without those that name the organisation where care says so."""
        groups: Iterable[TermGroup] = terms([self.page.translation_key], self.language).get(
            self.page.translation_key, ()
        )
        if getattr(self.facts, "care", Care.PUBLIC) == Care.ANONYMOUS:
            groups = (group for group in groups if not group.names_organisation)
        return [group for group in groups if group.terms]

    @property
    def description(self) -> str:
        """At most 160 letters on what the page is about; empty if it does not say."""
        text = self.page.search_description.strip() or self.page.gist
        return Truncator(" ".join(text.split())).chars(160)


def _capitalised_now(text: Any) -> str:
    return capitalised(str(text), get_language() or "")


_capital = lazy(_capitalised_now, str)


def label(model: Model | type[Model], name: str) -> Any:
    """The name of a field or child relation with a capital letter: lazy, in the language it is shown in."""
    found = model._meta.get_field(name)
    if isinstance(found, Field):
        return _capital(found.verbose_name)
    related = found.related_model
    return _capital(related._meta.verbose_name_plural) if related and related != "self" else name
