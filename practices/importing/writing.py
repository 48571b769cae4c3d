"""Writes one record: creates its pages, updates them, or leaves them alone. Each record whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page

from practices.enums import ContentDepth
from practices.importing.mapping import Mapped
from practices.importing.records import PracticeRecord
from practices.models import ImportRecord, PracticeIndexPage, PracticePage
from translation import service

# What fits into the page's fields; a record may say more.
MAX_SOURCE_NAME = 255


class Done(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Outcome:
    """What was done, and why something was left as it is."""

    done: Done
    reasons: tuple[str, ...] = ()


@transaction.atomic
def write(record: PracticeRecord, mapped: Mapped, user: Any = None) -> Outcome:
    """Brings the site to what the record says.

    A record that is new, or has a language that the site did not have before, adds pages. A changed one updates the
    pages that nobody has edited since; the others are left, with the reason. The same record again changes nothing.
    """
    digest = _digest(record, mapped)
    row = ImportRecord.objects.select_for_update().filter(source=record.source, source_id=record.source_id).first()
    if row is None:
        page = _create(record, mapped, user)
        for language, text in _translations(record, page):
            _translate(record, page, language, text, user)
        _remember(record, digest, page.translation_key, frozenset())
        return Outcome(Done.CREATED)
    return _update(row, record, mapped, digest, user)


def _update(row: ImportRecord, record: PracticeRecord, mapped: Mapped, digest: str, user: Any) -> Outcome:
    pages = {page.locale.language_code: page for page in _pages(row.translation_key)}
    if not pages:
        return Outcome(Done.KEPT, ("The practice was deleted here; it was not imported again.",))
    original = next(iter(pages.values())).original
    new_languages = [code for code in record.texts if code not in pages and code not in row.revisions]
    if row.digest == digest and not new_languages:
        return Outcome(Done.UNCHANGED)
    edited = {code for code, page in pages.items() if row.revisions.get(code) != page.latest_revision_id}
    reasons: list[str] = []
    changed = bool(new_languages)
    language = original.locale.language_code
    if row.digest != digest:
        if language in edited or language not in record.texts:
            reasons.append(f"The page in “{language}” was changed here since; it was left alone.")
        else:
            _fill(original, record, mapped, language)
            original.save_revision(user=user).publish(user=user)
            changed = True
    for code, text in _translations(record, original):
        if code in edited:
            if row.digest != digest:
                reasons.append(f"The translation into “{code}” was changed here since; it was left alone.")
        elif code in new_languages or (code in pages and row.digest != digest):
            _translate(record, original, code, text, user)
            changed = True
    _remember(record, digest, row.translation_key, frozenset(edited), row)
    return Outcome(Done.UPDATED if changed else Done.KEPT, tuple(reasons))


def _create(record: PracticeRecord, mapped: Mapped, user: Any) -> PracticePage:
    parent = PracticeIndexPage.objects.get(locale__language_code=record.language)
    page = PracticePage(locale=parent.locale, content_depth=ContentDepth.RECORD, live=False, owner=user)
    _fill(page, record, mapped, record.language)
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False).publish(user=user)
    return page


def _fill(page: PracticePage, record: PracticeRecord, mapped: Mapped, language: str) -> None:
    """Sets what the record says. Depth is left as it is: a practice never falls to a lower one unasked."""
    page.title = record.title
    page.summary = record.texts[language]
    page.place = record.city
    page.latitude, page.longitude = record.latitude, record.longitude
    page.year_start = record.year or page.year_start
    page.source_name = record.attribution[:MAX_SOURCE_NAME] or record.source
    page.source_url = record.source_url
    page.source_licence = record.licence
    page.source_year = record.source_year
    page.source_keywords = mapped.keywords
    page.website = record.website
    for scheme, entries in mapped.terms.items():
        page.set_terms(scheme, [entry.id for entry in entries])


def _translations(record: PracticeRecord, original: PracticePage) -> Iterator[tuple[str, str]]:
    for code, text in record.texts.items():
        if code != original.locale.language_code:
            yield code, text


def _translate(record: PracticeRecord, original: PracticePage, language: str, text: str, user: Any) -> None:
    """A human translation of whole fields. Live if the title is a name, which stays; else a draft for a translator."""
    texts = {"summary": text}
    is_name = _is_name(record, text)
    if is_name:
        texts["title"] = record.title
    locale = Locale.objects.get(language_code=language)
    service.translate(original, locale, texts, publish=is_name, user=user)


def _is_name(record: PracticeRecord, text: str) -> bool:
    """Whether the title names somebody or something: the organisation, or a word that the other language uses too."""
    title = record.title.casefold()
    return title == record.organisation.casefold() or title in text.casefold()


def _pages(key: UUID) -> Iterator[PracticePage]:
    yield from PracticePage.objects.filter(translation_key=key).select_related("locale")


def _remember(
    record: PracticeRecord, digest: str, key: UUID, edited: frozenset[str], row: ImportRecord | None = None
) -> None:
    """Notes the latest revision of every page that the import wrote; an edited page keeps what was noted before."""
    row = row or ImportRecord(source=record.source, source_id=record.source_id, translation_key=key)
    pages = Page.objects.filter(translation_key=key).values_list("locale__language_code", "latest_revision_id")
    row.revisions = {**row.revisions, **{code: revision for code, revision in pages if code not in edited}}
    row.digest = digest
    row.save()


def _digest(record: PracticeRecord, mapped: Mapped) -> str:
    content = "\n".join([record.digest, *mapped.codes, *mapped.keywords])
    return hashlib.sha256(content.encode()).hexdigest()
