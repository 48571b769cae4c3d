"""Writes one record: creates its pages, updates them, or leaves them alone. Each record whole or not at all."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from kb.page_locks import lock_sets
from practices.enums import ContentDepth
from practices.importing.edits import why_left
from practices.importing.mapping import Mapped
from practices.importing.records import PracticeRecord
from practices.models import ImportRecord, PracticeIndexPage, PracticePage
from translation import service

# The fields of a page that a record fills; its terms besides.
FILLED = (
    "title",
    "summary",
    "place",
    "latitude",
    "longitude",
    "year_start",
    "source_name",
    "source_url",
    "source_licence",
    "source_year",
    "source_keywords",
    "website",
)


class Done(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Outcome:
    """What was done, and why something was left as it is: the field of the record, and the reason."""

    done: Done
    reasons: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def write(record: PracticeRecord, mapped: Mapped, user: Any = None) -> Outcome:
    """Brings the site to what the record says.

    A record that is new, or has a language that the site did not have before, adds pages. A changed one updates the
    pages that nobody has edited since; the others are left, with the reason. The same record again changes nothing.
    ``lock`` the record before, in the same transaction: an editor who publishes meanwhile has edited.
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


def lock(records: Iterable[PracticeRecord]) -> None:
    """Locks the pages of ``records``, those that came in before, and the index pages that new ones go below.

    All that one transaction writes in one call: see ``kb.page_locks``.
    """
    wanted = {(record.source, record.source_id) for record in records}
    rows = ImportRecord.objects.filter(
        source__in={source for source, _id in wanted}, source_id__in={source_id for _source, source_id in wanted}
    )
    keys = {
        key for *identity, key in rows.values_list("source", "source_id", "translation_key") if (*identity,) in wanted
    }
    lock_sets({*keys, *PracticeIndexPage.objects.values_list("translation_key", flat=True)})


def _update(row: ImportRecord, record: PracticeRecord, mapped: Mapped, digest: str, user: Any) -> Outcome:
    pages = {page.locale.language_code: page for page in _pages(row.translation_key)}
    if not pages:
        return Outcome(Done.KEPT, (("source_id", "The practice was deleted here; it was not imported again."),))
    new = {code for code in record.texts if code not in pages and code not in row.revisions}
    if row.digest == digest and not new:
        return Outcome(Done.UNCHANGED)
    original = next(iter(pages.values())).original
    language = original.locale.language_code
    left = {code: reason for code, page in pages.items() if (reason := why_left(page, row.revisions.get(code)))}
    if language not in record.texts:
        left.setdefault(language, "was made the original here")
    changed = False if language in left else _rewrite(original, record, mapped, language, user)
    written = [language] if changed else []
    waiting: list[tuple[str, str]] = []
    for code, text in _translations(record, original):
        wanted = code in new or (code in pages and code not in left)
        if wanted and (changed or code in new or _says_otherwise(record, pages[code], text)):
            _translate(record, original, code, text, user)
            written.append(code)
            waiting += _waiting(record, pages.get(code), text)
    _remember(record, digest, row.translation_key, frozenset(left), row)
    reasons = tuple(
        ("texts", f"The page in “{code}” {reason}; it was left alone.")
        for code, reason in left.items()
        if row.digest != digest or code in record.texts
    )
    done = Done.UPDATED if written else Done.KEPT if reasons else Done.UNCHANGED
    return Outcome(done, (*reasons, *waiting))


def _rewrite(original: PracticePage, record: PracticeRecord, mapped: Mapped, language: str, user: Any) -> bool:
    """Publishes what the record says now. False if the page says it already: then there is no revision."""
    before = _facts(original)
    _fill(original, record, mapped, language)
    if _facts(original) == before:
        return False
    original.save_revision(user=user).publish(user=user)
    return True


def _facts(page: PracticePage) -> list[Any]:
    # As sets: after a merge the terms of a page stand in another order than the words of the source do.
    terms = {scheme: {entry.id for entry in entries} for scheme, entries in page.terms_by_scheme().items()}
    return [terms, *(getattr(page, name) for name in FILLED)]


def _says_otherwise(record: PracticeRecord, page: PracticePage, text: str) -> bool:
    latest = page.get_latest_revision_as_object()
    return latest.summary != text or (_is_name(record, text) and not (page.live and latest.title == record.title))


def _waiting(record: PracticeRecord, page: PracticePage | None, text: str) -> Iterator[tuple[str, str]]:
    """What readers of ``page``, as it was before, do not get yet: see ``_translate``."""
    if page is None or not page.live or _is_name(record, text):
        return
    begin = f"The published page in “{page.locale.language_code}” keeps its old"
    if page.summary != text:
        reason = (
            "the title does not stand in the new one and has to be translated first. The new text waits as a draft."
        )
        yield "texts", f"{begin} text: {reason}"
    elif page.title != record.title:
        yield "title", f"{begin} title: the new one does not stand in its text and has to be translated first."


def _create(record: PracticeRecord, mapped: Mapped, user: Any) -> PracticePage:
    parent = PracticeIndexPage.objects.get(locale__language_code=record.language)
    # The licence of a text of ours is not for other people's: what holds for theirs is the source's.
    page = PracticePage(locale=parent.locale, content_depth=ContentDepth.RECORD, licence="", live=False, owner=user)
    _fill(page, record, mapped, record.language)
    # What the page refers to is noted when it is published, a moment later.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
        revision = page.save_revision(user=user, clean=False)
    revision.publish(user=user)
    return page


def _fill(page: PracticePage, record: PracticeRecord, mapped: Mapped, language: str) -> None:
    """Sets what the record says. Depth is left as it is: a practice never falls to a lower one unasked."""
    page.title = record.title
    page.summary = record.texts[language]
    page.place = record.city
    page.latitude, page.longitude = record.latitude, record.longitude
    page.year_start = record.year
    page.source_name = record.attribution or record.source
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
    with disable_reference_index_auto_update():
        page = service.translate(original, locale, texts, publish=is_name, user=user)
    ReferenceIndex.create_or_update_for_object(page)


def _is_name(record: PracticeRecord, text: str) -> bool:
    """Whether the title names somebody or something: the organisation, or a word that the other language uses too."""
    title = record.title.casefold()
    if title == record.organisation.casefold():
        return True
    return re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text.casefold()) is not None


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
