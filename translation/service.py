"""The one service that writes translations.

It decides first and refuses before anything is written. An untranslated place keeps its last translation and never
takes source text; a draft touches a revision and no live row; a live translation never turns back into the source
language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from kb.enums import TextState
from kb.models import BasePage, Original
from kb.page_locks import lock_sets
from kb.publishing import missing_by_rule
from kb.slugs import available_slug
from translation import drafts, localize, paths, states
from translation.drafts import Draft
from translation.localize import Translated, Translation, TranslationLog, TranslationSource
from translation.states import Known


class TranslationRefusedError(ValidationError):
    """A translation cannot be published as it is; ``messages`` say what is missing. Nothing was written."""


def source_of(page: Page) -> TranslationSource:
    """The source that translators work on: that of ``page``'s original, made if it is not there yet."""
    return TranslationSource.get_or_create_from_instance(page)[0]


@transaction.atomic
def submit(page: Page, locales: Iterable[Locale], user: Any = None) -> list[BasePage]:
    """Opens translations of ``page``'s original into ``locales``: a draft each, for translators to work on.

    Locales that have a translation, and the original's own, are passed over. Returns the pages that were made.
    """
    _lock(page)
    source = source_of(page)
    made: list[BasePage] = []
    for locale in locales:
        if locale == source.locale:
            continue
        _open(source, locale)
        if not Page.objects.filter(translation_key=source.object_id, locale=locale).exists():
            made.append(write(source, locale, publish=False, user=user)[0])
    return made


@transaction.atomic
def write(source: TranslationSource, locale: Locale, *, publish: bool, user: Any = None) -> tuple[BasePage, bool]:
    """Writes what translators have done so far into the page of ``locale``: as a draft, or live.

    A draft opens drafts of the parents that ``locale`` does not have yet. Returns the page and whether it is new.
    Raises ``TranslationRefusedError``, before anything is written, if it is to be live and its title or a required text
    is not translated; ``ValidationError`` if it is to be live and its parent has no translation.
    """
    _lock(source.get_source_instance())
    # The original may have been published since ``source`` was read.
    source.refresh_from_db()
    if not publish:
        _open_parent(source, locale, user)
    return _write(source, locale, drafts.compose(source, locale), publish, user)


def _write(source: TranslationSource, locale: Locale, draft: Draft, publish: bool, user: Any) -> tuple[BasePage, bool]:
    if publish:
        _refuse_if_incomplete(draft)
    page = draft.page
    if draft.is_new:
        page.owner = user
        # To begin with: from then on each language's menu is its own.
        page.show_in_menus = draft.original.show_in_menus
        drafts.place(page)
    if publish:
        _publish(page, draft, user)
    else:
        page.save_revision(user=user, clean=False)
        if not page.live:
            states.record(page, draft.known, user)
    localize.follow_restrictions(source, draft.original, page)
    TranslationLog.objects.create(source=source, locale=locale, revision=page.latest_revision)
    return page, draft.is_new


def _open_parent(source: TranslationSource, locale: Locale, user: Any) -> None:
    """Opens a draft of the original's parent in ``locale``, and of its parents, if there is none."""
    if Page.objects.filter(translation_key=source.object_id, locale=locale).exists():
        return
    parent = source.get_source_instance().get_parent().specific
    if isinstance(parent, BasePage) and not parent.has_translation(locale):
        submit(parent, [locale], user)


@transaction.atomic
def translate(
    page: Page,
    locale: Locale,
    texts: Mapping[str, str],
    *,
    publish: bool,
    state: TextState = TextState.HUMAN,
    user: Any = None,
) -> BasePage:
    """Records ``texts`` (by path) as translations of whole texts into ``locale`` and writes the page.

    A text of one segment becomes the translation of that segment, so that a translator can go on from it; a text of
    several that do not align stays a human translation of the whole. Raises ``TranslationRefusedError`` as ``write``
    does, and ``KeyError`` for a path that the original does not have.
    """
    _lock(page)
    source = source_of(page)
    _open(source, locale)
    original = source.as_instance()
    originals = paths.texts(original)
    if unknown := next((path for path in texts if path not in originals), None):
        raise KeyError(f"The original has no text “{unknown}”.")
    by_machine = state == TextState.MACHINE
    not_aligned = localize.set_texts(
        source, locale, {path: Translated(text, by_machine) for path, text in texts.items()}, user
    )
    whole = {path: text for path, text in texts.items() if path in not_aligned}
    known = {path: Known(state, originals[path]) for path in whole}
    if whole:
        _write_whole(source, locale, whole, known, user)
    if not publish:
        return write(source, locale, publish=False, user=user)[0]
    draft = drafts.compose(source, locale, original=original)
    return _write(source, locale, replace(draft, known={**draft.known, **known}), True, user)[0]


@transaction.atomic
def confirm(page: Page, path: str, user: Any = None) -> None:
    """Says that the text at ``path`` of a translation is right for the original as it is now.

    Also the way to keep a text that is the same in both languages. Raises ``KeyError`` if the original has no such
    text.
    """
    lock_sets([page.translation_key])
    source_text = paths.texts(Original.objects.page_of(page))[path]
    _record_some(page, {path: Known(TextState.CONFIRMED, source_text)}, user)


@transaction.atomic
def follow(original: BasePage, *, minor: bool = False, user: Any = None) -> dict[str, str]:
    """Brings all translations in step after ``original`` was published.

    Their texts stay. Terms, numbers, dates, files, order and removals follow, in the live row and in the latest draft.
    Changed texts become outdated, unless the change was ``minor``. A translation that cannot follow stops no other:
    returns the reasons, by language code; empty if all followed.
    """
    lock_sets([original.translation_key])
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return {}
    source.update_from_db()
    as_source = source.as_instance()
    open_locales = set(_open_translations(original).values_list("target_locale_id", flat=True))
    failures: dict[str, str] = {}
    translations = Page.objects.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    for translation in translations.select_related("locale"):
        try:
            with transaction.atomic():
                page = cast(BasePage, translation.specific)
                if minor:
                    states.mark_minor(page, paths.texts(as_source))
                if page.locale_id in open_locales:
                    _follow_in_sync(source, as_source, page, user)
                else:
                    texts, source_texts = paths.texts(page), paths.texts(as_source)
                    states.record(page, states.describe(texts, source_texts, {}, states.recorded(page)), user)
        except ValidationError as error:
            failures[translation.locale.language_code] = " ".join(error.messages)
    return failures


def write_unfinished(original: BasePage) -> None:
    """Writes what translators have done and not written yet into the drafts of ``original``'s translations."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return
    others = Page.objects.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    for other in others.select_related("locale"):
        if not in_sync(other):
            continue
        now = paths.texts(drafts.compose(source, other.locale).page)
        if now != paths.texts(drafts.latest(other)):
            write(source, other.locale, publish=False)


def in_sync(page: Page) -> bool:
    """Whether ``page`` is a translation that is written by this service, not edited as a page of its own."""
    return bool(_open_translations(page).filter(target_locale_id=page.locale_id).exists())


def missing_in(page: Page) -> list[str]:
    """What keeps ``page``, a translation in sync, from being published as far as it is translated; empty if nothing."""
    return _missing(drafts.compose(source_of(page), page.locale))


def record_published(page: BasePage, user: Any = None) -> None:
    """Records the states of a translation that has just gone live by whatever path."""
    texts = paths.texts(page)
    if in_sync(page):
        source = source_of(page)
        original = source.as_instance()
        translated = drafts.translated_texts(source, page.locale, original)
        source_texts = paths.texts(original)
        states.record(page, states.describe(texts, source_texts, translated, states.recorded(page)), user)
        return
    source_texts = paths.texts(Original.objects.page_of(page))
    # Edited as a page of its own: what it says is a person's work, and she had the original before her.
    known = {
        path: Known(TextState.HUMAN if texts.get(path) else TextState.MISSING, source if texts.get(path) else "")
        for path, source in source_texts.items()
        if source
    }
    states.record(page, known, user)


def _lock(page: Page) -> None:
    """Locks ``page``'s set, to be read and written, and its parent's, which may get new pages."""
    lock_sets([page.translation_key, page.get_parent().translation_key])


def _open_translations(page: Page) -> QuerySet[Translation]:
    found: QuerySet[Translation] = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return found


def _open(source: TranslationSource, locale: Locale) -> None:
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})


def _refuse_if_incomplete(draft: Draft) -> None:
    if messages := _missing(draft):
        raise TranslationRefusedError(messages)


def _missing(draft: Draft) -> list[str]:
    messages = [] if draft.has_title else [_("The title is not translated.")]
    return messages + [fault.message for fault in missing_by_rule(draft.page)]


def _publish(page: BasePage, draft: Draft, user: Any) -> None:
    """Makes the draft live, in the caller's transaction. Its slug is fixed now, from this language's title."""
    if page.first_published_at is None:
        page.slug = available_slug(page)
    states.record(page, draft.known, user)
    revision = page.save_revision(user=user, clean=False)
    # For follow_publish, which would find them out again.
    revision.states_are_recorded = True
    revision.publish(user=user)
    page.refresh_from_db()


def _write_whole(
    source: TranslationSource, locale: Locale, whole: Mapping[str, str], known: Mapping[str, Known], user: Any
) -> None:
    """Puts texts that are translated as a whole, by path, into the latest draft, which ``write`` keeps from then on.

    What is ``known`` of them is recorded if the page is not live: else readers do not see them yet.
    """
    target = Page.objects.filter(translation_key=source.object_id, locale=locale).first()
    page = drafts.latest(target) if target else write(source, locale, publish=False, user=user)[0]
    for path, text in whole.items():
        paths.set_text(page, path, text)
    page.save_revision(user=user, clean=False)
    if not page.live:
        _record_some(page, known, user)


def _record_some(page: Page, changes: Mapping[str, Known], user: Any) -> None:
    known = {path: Known(TextState(row.state), row.source_text) for path, row in states.recorded(page).items()}
    states.record(cast(BasePage, page.specific), {**known, **changes}, user)


def _follow_in_sync(source: TranslationSource, original: BasePage, page: BasePage, user: Any) -> None:
    # Read first: the live row's revision becomes the latest one.
    unfinished = drafts.latest(page) if page.has_unpublished_changes or not page.live else None
    if page.live:
        draft = drafts.keep(original, page)
        page.save(clean=False)
        states.record(page, draft.known, user)
        revision = page.save_revision(user=user, clean=False, changed=False)
        type(page).objects.filter(pk=page.pk).update(live_revision=revision)
    if unfinished is not None:
        draft = drafts.compose(source, page.locale, base=unfinished, original=original)
        _write(source, page.locale, draft, False, user)
