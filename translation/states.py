"""What is known of each text of a translated page, worked out from the page and kept in ``FieldTranslation``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from kb.enums import TextState
from kb.models import BasePage
from translation.localize import Translated, is_sentence
from translation.models import FieldTranslation
from translation.signals import texts_recorded


@dataclass(frozen=True)
class Known:
    """The state of one text and the original's text it was made from."""

    state: TextState
    source_text: str


def recorded(page: Page) -> dict[str, FieldTranslation]:
    """The recorded states of ``page``'s texts, by path."""
    return {row.path: row for row in FieldTranslation.objects.filter(page_id=page.pk)}


def describe(
    texts: Mapping[str, str],
    source_texts: Mapping[str, str],
    translated: Mapping[str, Translated],
    rows: Mapping[str, FieldTranslation],
) -> dict[str, Known]:
    """The state of each text of a translation.

    ``texts`` are the translation's, ``source_texts`` the original's, ``translated`` what the translators' segments give
    for the original as it is now, ``rows`` what was recorded before. Texts that the original does not have are left
    out.
    """
    return {
        path: _describe(texts.get(path, ""), source, translated.get(path), rows.get(path))
        for path, source in source_texts.items()
        if source
    }


def _describe(text: str, source: str, translated: Translated | None, row: FieldTranslation | None) -> Known:
    if translated is not None and text == translated.text:
        if row and row.state == TextState.CONFIRMED and row.source_text == source:
            return Known(TextState.CONFIRMED, source)
        return Known(TextState.MACHINE if translated.by_machine else TextState.HUMAN, source)
    if not text:
        return Known(TextState.MISSING, "")
    if row is None or row.state == TextState.MISSING:
        # Nobody recorded a translation: text of another wording is a person's, source text is nobody's.
        return Known(TextState.MISSING, "") if text == source else Known(TextState.HUMAN, source)
    if row.source_text == source:
        return Known(TextState(row.state), row.source_text)
    return Known(TextState.OUTDATED, row.source_text)


def is_in_source_language(path: str, text: str, source: str, state: TextState | None) -> bool:
    """Whether ``text`` is the original's own sentence, which nobody has said is right in this language too."""
    if not text or text != source or state not in (None, TextState.MISSING):
        return False
    return path == "title" or is_sentence(text)


def record(page: BasePage, known: Mapping[str, Known], user: Any = None) -> None:
    """Keeps the states of ``page``'s texts, and only those. Unchanged rows keep their time and person."""
    rows = recorded(page)
    changed: list[FieldTranslation] = []
    for path, now in known.items():
        row = rows.pop(path, None)
        if row and row.state == now.state and row.source_text == now.source_text:
            continue
        row = row or FieldTranslation(page_id=page.pk, path=path)
        row.state, row.source_text, row.by = now.state, now.source_text, user
        row.minor = False
        changed.append(row)
    FieldTranslation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["page", "path"],
        update_fields=["state", "source_text", "by", "minor", "at"],
    )
    _forget(rows.values())
    if changed or rows:
        texts_recorded.send(sender=type(page), page=page)


def _forget(rows: Iterable[FieldTranslation]) -> None:
    FieldTranslation.objects.filter(pk__in=[row.pk for row in rows]).delete()


def mark_minor(page: Page, source_texts: Mapping[str, str]) -> None:
    """Takes ``page``'s texts as made from the original as it is now: what changed in it was minor."""
    for row in recorded(page).values():
        if row.state not in (TextState.MISSING, TextState.OUTDATED) and source_texts.get(row.path) != row.source_text:
            row.source_text, row.minor = source_texts.get(row.path, ""), True
            row.save(update_fields=["source_text", "minor"])
