"""Composing a translated page in memory: the original's facts and rows, people's texts, never source text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from kb.enums import TextState
from kb.models import BasePage
from kb.originals import depth, grow_only_when_complete
from kb.slugs import available_slug
from translation import localize, paths
from translation.localize import Translated, TranslationSource
from translation.models import FieldTranslation
from translation.states import Known, describe, recorded


@dataclass(frozen=True)
class Draft:
    """A translated page as it would be written, and what is known of each of its texts. Nothing is saved."""

    page: BasePage
    known: Mapping[str, Known]
    is_new: bool
    original: BasePage

    @property
    def has_title(self) -> bool:
        return self.known["title"].state != TextState.MISSING


def latest(page: Page) -> BasePage:
    """The page with the content of its latest revision, drafts included."""
    return cast(BasePage, page.get_latest_revision_as_object())


def compose(
    source: TranslationSource, locale: Locale, base: BasePage | None = None, original: BasePage | None = None
) -> Draft:
    """The translation into ``locale`` with all that its translators have done.

    ``base`` is what it is made from; by default the latest revision, or a new page if the language has none.
    ``original`` is ``source.as_instance()``, for who has it already.
    """
    original = original or source.as_instance()
    base = base or _existing(source, locale)
    is_new = base is None
    page = base or _new(original, locale)
    before = {} if is_new else paths.texts(page)
    # Rows of the original that the translation has no text for yet must be there for the segments to land in.
    localize.copy_synchronised_fields(original, page)
    return _fill(page, original, before, localize.translated_texts(source, original, locale, page), is_new)


def keep(original: BasePage, page: BasePage) -> Draft:
    """``page`` with its own texts and the original's present facts, order and rows: what a live translation follows."""
    before = paths.texts(page)
    depth_before = depth(page)
    localize.copy_synchronised_fields(original, page)
    draft = _fill(page, original, before, {}, is_new=False)
    grow_only_when_complete(page, depth_before)
    return draft


def translated_texts(
    source: TranslationSource, locale: Locale, original: BasePage | None = None
) -> dict[str, Translated]:
    """The texts that are wholly translated into ``locale``, by path. For ``original`` see ``compose``."""
    original = original or source.as_instance()
    scratch = type(original)(locale=locale, translation_key=original.translation_key)
    localize.copy_synchronised_fields(original, scratch)
    return localize.translated_texts(source, original, locale, scratch)


def _existing(source: TranslationSource, locale: Locale) -> BasePage | None:
    page = Page.objects.filter(translation_key=source.object_id, locale=locale).first()
    return latest(page) if page else None


def _new(original: BasePage, locale: Locale) -> BasePage:
    """An unsaved page at the end of the original's parent's translation."""
    parent = original.get_parent().specific
    translated_parent = parent.get_translation_or_none(locale)
    if translated_parent is None:
        raise ValidationError(
            _("“%(parent)s” is not translated into %(language)s yet: translate it first.")
            % {"parent": parent.title, "language": locale.get_display_name()}
        )
    page = type(original)(
        locale=locale, translation_key=original.translation_key, live=False, has_unpublished_changes=True
    )
    page.parent_in_tree = translated_parent
    return page


def _fill(
    page: BasePage,
    original: BasePage,
    before: Mapping[str, str],
    translated: Mapping[str, Translated],
    is_new: bool,
) -> Draft:
    source_texts = paths.texts(original)
    rows = {} if is_new else recorded(page)
    for path in paths.texts(page):
        paths.set_text(page, path, _text(path, source_texts.get(path, ""), before, translated, rows))
    paths.drop_untranslated_rows(page, source_texts)
    known = describe(paths.texts(page), source_texts, translated, rows)
    if not page.title:
        # A page needs a title to be listed in the admin. Recorded as missing, it can never go live.
        page.title = original.title
    return Draft(page, known, is_new, original)


def _text(
    path: str,
    source: str,
    before: Mapping[str, str],
    translated: Mapping[str, Translated],
    rows: Mapping[str, FieldTranslation],
) -> str:
    """The translators' text, else the last translation, else nothing. A text that the original lost goes."""
    if not source:
        return ""
    if path in translated:
        return translated[path].text
    last, row = before.get(path, ""), rows.get(path)
    is_source_text = last == source and (row is None or row.state == TextState.MISSING)
    is_placeholder = path == "title" and row is not None and row.state == TextState.MISSING
    return "" if is_source_text or is_placeholder else last


def place(page: BasePage) -> None:
    """Puts a new page into the tree, not live, with a slug of its own."""
    parent = page.parent_in_tree
    parent.refresh_from_db()
    page.slug = available_slug(page, parent)
    parent.add_child(instance=page)
