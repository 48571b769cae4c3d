"""The one module that touches wagtail-localize's inner parts. Pinned by tests/translation/test_localize.py.

wagtail-localize extracts segments from a source, keeps people's translations of them, and offers views. Writing the
translated page is not left to it, because it falls back to source text and saves the live row first: every path of its
own ends in ``TranslationSource.create_or_update_translation``, which ``install`` replaces by our service.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields as library_copy
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import extract_strings

from kb.models import BasePage, Original
from kb.page_locks import lock_sets
from kb.relations import Naming

__all__ = [
    "Locale",
    "StringTranslation",
    "Translation",
    "TranslationLog",
    "TranslationSource",
]


def copy_synchronised_fields(original: Page, page: Page) -> None:
    """Gives ``page`` the facts and rows of ``original``, in memory.

    The library moves rows that ``original`` holds in memory: both pages would have the same ones, and a text that is
    set in the translation would be set in the original.
    """
    apart = copy(original)
    held = getattr(original, "_cluster_related_objects", {})
    apart._cluster_related_objects = {name: [copy(row) for row in rows] for name, rows in held.items()}
    library_copy(apart, page)


@dataclass(frozen=True)
class Translated:
    """A whole text in another language, and whether a machine did some of it."""

    text: str
    by_machine: bool


def translated_texts(
    source: TranslationSource, original: BasePage, locale: Locale, scratch: Page
) -> dict[str, Translated]:
    """The texts of which every segment has a translation into ``locale``, by path.

    ``original`` is the source as an instance.
    ``scratch`` is an instance with the source's rows and ``locale``; its texts are overwritten, in memory.
    """
    from translation.paths import texts

    complete, by_machine = _complete_paths(source, locale)
    if not complete:
        return {}
    segments = [
        segment
        for segment in source._get_segments_for_translation(locale, fallback=True)
        if _owner(segment.path, complete) is not None
    ]
    # A path whose segments are all there has all its strings; overrides of links follow the text they belong to.
    ingest_segments(original, scratch, source.locale, locale, segments)
    found = texts(scratch)
    return {path: Translated(found[path], path in by_machine) for path in complete if found.get(path)}


def _complete_paths(source: TranslationSource, locale: Locale) -> tuple[set[str], set[str]]:
    """The paths of which every segment is translated, and those where a machine did some of it."""
    rows = list(
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .values_list("context__path", "context_id", "string_id", "translation")
    )
    machine = set(
        StringTranslation.objects.filter(
            locale=locale,
            context__object_id=source.object_id,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        ).values_list("context_id", "translation_of_id")
    )
    complete = {path for path, *_rest in rows} - {path for path, _c, _s, translation in rows if not translation}
    by_machine = {path for path, context, string, _t in rows if (context, string) in machine}
    return complete, by_machine


def _owner(path: str, complete: set[str]) -> str | None:
    """The complete path that a segment belongs to: its own, or that of the text whose link it overrides."""
    if path in complete:
        return path
    return next((candidate for candidate in complete if path.startswith(f"{candidate}.'")), None)


def set_texts(source: TranslationSource, locale: Locale, texts: Mapping[str, Translated], user: Any = None) -> set[str]:
    """Records each of ``texts``, by path, as the translation of the whole text there, segment by segment.

    Only where the two align: a plain text is one segment; a rich text aligns if it has the same structure (paragraphs,
    list items) as the original's, and says the same where the original does. Returns the paths where they do not; no
    segment of those has a translation then.
    """
    segments: dict[str, list[StringSegment]] = defaultdict(list)
    found = StringSegment.objects.filter(source=source, context__path__in=texts).order_by("order")
    for segment in found.select_related("string", "context"):
        segments[segment.context.path].append(segment)
    templates = dict(
        TemplateSegment.objects.filter(source=source, context__path__in=texts).values_list(
            "context__path", "template__template"
        )
    )
    strings = {path: _strings(translated.text, templates.get(path)) for path, translated in texts.items()}
    whole = {path for path in texts if not _align(segments[path], strings[path])}
    gone = [segment.context_id for path in whole for segment in segments[path]]
    StringTranslation.objects.filter(locale=locale, context__in=gone).delete()
    for path in texts.keys() - whole:
        machine = texts[path].by_machine
        kind = StringTranslation.TRANSLATION_TYPE_MACHINE if machine else StringTranslation.TRANSLATION_TYPE_MANUAL
        values = {"translation_type": kind, "last_translated_by": user, "has_error": False, "field_error": ""}
        for segment, data in zip(segments[path], strings[path], strict=True):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string, locale=locale, context=segment.context, defaults={"data": data, **values}
            )
    return whole


def _align(segments: Sequence[StringSegment], strings: Sequence[str]) -> bool:
    """Whether there is one string for each segment. A sentence that the original has twice has one translation."""
    if not segments or len(strings) != len(segments):
        return False
    return len({(segment.string_id, data) for segment, data in zip(segments, strings, strict=True)}) == len(
        {segment.string_id for segment in segments}
    )


def _strings(text: str, template: str | None) -> list[str]:
    """The segments of ``text``; none if it is rich text of another structure than ``template``, its original's."""
    if template is None:
        # A segment's data is markup; a plain text is escaped into it, as wagtail-localize does when it extracts it.
        return [StringSegmentValue("", text).string.data]
    structure, extracted = extract_strings(text)
    return [string.data for string, _attrs in extracted] if structure == template else []


def follow_restrictions(source: TranslationSource, original: Page, translation: Page) -> None:
    """Gives the translation the view restrictions of its original."""
    source.sync_view_restrictions(original, translation)


def forget_sources_except(page: Page) -> None:
    """Only an original has a source: deletes those of other languages. People's strings stay."""
    TranslationSource.objects.filter(object_id=page.translation_key).exclude(locale_id=page.locale_id).delete()


def rename_in_sources(naming: Naming, gone: int, heir: int) -> None:
    """In the content that sources keep of their originals, rows that name the page ``gone`` name ``heir``."""
    sources = TranslationSource.objects.filter(
        specific_content_type=ContentType.objects.get_for_model(naming.owner),
        content_json__contains=naming.written(gone),
    )
    for source in sources:
        content = json.loads(source.content_json)
        if naming.rename(content, gone, heir):
            TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))


def refuse_conversion(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stands at the address of wagtail-localize's “convert to alias”."""
    raise PermissionDenied("A translation cannot be turned into a copy of its original: that would delete it.")


# A short text may rightly be the same in two languages (a name, a number, “2 h”); a sentence may not.
SAME_IN_TWO_LANGUAGES = 3


def is_sentence(text: str) -> bool:
    """Whether a text is too long to be the same in two languages."""
    return len(text.split()) > SAME_IN_TWO_LANGUAGES


def install_import() -> None:
    """Takes nothing from a PO file that only repeats the original. Called once, when the apps are ready."""
    library_import = Translation.import_po

    def import_po(self: Translation, po: Any, *args: Any, **kwargs: Any) -> Any:
        for entry in po:
            # Programs for translators fill in the original where nobody has translated yet.
            if entry.msgstr.strip() == entry.msgid.strip() and is_sentence(entry.msgid):
                entry.msgstr = ""
        return library_import(self, po, *args, **kwargs)

    Translation.import_po = import_po


def install() -> None:
    """Puts our service where wagtail-localize writes translations. Called once, when the apps are ready."""
    from translation import service

    library_write = TranslationSource.create_or_update_translation
    library_get = TranslationSource.get_or_create_from_instance.__func__
    library_update = TranslationSource.update_or_create_from_instance.__func__
    library_read = TranslationSource.update_from_db

    def write(
        self: TranslationSource,
        locale: Locale,
        user: Any = None,
        publish: bool = True,
        copy_parent_pages: bool = False,
        fallback: bool = False,
    ) -> tuple[Any, bool]:
        if not issubclass(self.specific_content_type.model_class(), BasePage):
            return library_write(self, locale, user, publish, copy_parent_pages, fallback)  # type: ignore[no-any-return]
        return service.write(self, locale, publish=publish, user=user)

    def of_original(instance: Any) -> Any:
        return Original.objects.page_of(instance) if isinstance(instance, Page) else instance

    def get_or_create_from_instance(cls: type[TranslationSource], instance: Any) -> Any:
        return library_get(cls, of_original(instance))

    @transaction.atomic
    def update_or_create_from_instance(cls: type[TranslationSource], instance: Any) -> Any:
        if isinstance(instance, Page):
            lock_sets([instance.translation_key])
        return library_update(cls, of_original(instance))

    @transaction.atomic
    def update_from_db(self: TranslationSource) -> None:
        # Pages before their source, in the library's views, too: in the other order two could wait for each other.
        lock_sets([self.object_id])
        library_read(self)

    TranslationSource.create_or_update_translation = write
    TranslationSource.get_or_create_from_instance = classmethod(get_or_create_from_instance)
    TranslationSource.update_or_create_from_instance = classmethod(update_or_create_from_instance)
    TranslationSource.update_from_db = update_from_db
    # A language kept in step with another by aliases would be live in the wrong language.
    LOCALE_COMPONENTS[:] = [c for c in LOCALE_COMPONENTS if c["model"] is not LocaleSynchronization]
