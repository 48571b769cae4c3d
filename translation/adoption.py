"""When another page becomes the original: its texts are the source now, and the others' texts stay as their
translations."""

from django.db import transaction
from wagtail.models import Page

from kb.enums import TextState
from kb.models import BasePage
from translation import drafts, localize, paths, states
from translation.localize import Translated, Translation, TranslationSource
from translation.models import FieldTranslation
from translation.states import Known


@transaction.atomic
def adopt(page: BasePage, former: BasePage | None) -> None:
    """Makes ``page``, already recorded as the original, the only source for translators of its set.

    Every text that another language has for a text of the new original is recorded as its translation, so that
    translators go on from there. Pages, addresses and live texts are not touched. ``former`` is the former original, if
    there was one: what a page that was never live still has of its texts is nobody's translation, and is taken out.
    """
    former_texts = paths.texts(former) if former else {}
    if former and not page.live:
        _withdraw(page, former, former_texts, in_place_of_title="")
    localize.forget_sources_except(page)
    FieldTranslation.objects.filter(page_id=page.pk).delete()
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).select_related("locale")
    if not others:
        return
    source = TranslationSource.get_or_create_from_instance(page)[0]
    source_texts = {path: text for path, text in _own_texts(page).items() if text}
    for other in others:
        specific = other.specific
        if former and not other.live:
            # The title of the new original is what holds the place of a missing one from now on.
            _withdraw(specific, former, former_texts, in_place_of_title=page.title)
        _carry_over(source, specific, source_texts)


def _withdraw(page: BasePage, former: BasePage, former_texts: dict[str, str], in_place_of_title: str) -> None:
    """Takes the former original's texts out of the draft of ``page``, which is not live.

    A draft without a title cannot be published, and its form asks for one; its row keeps one for the admin's lists.
    """
    if page.locale_id == former.locale_id:
        return
    draft, rows = drafts.latest(page), states.recorded(page)
    not_its_own = [
        path
        for path, text in paths.texts(draft).items()
        if text
        and text == former_texts.get(path)
        and _is_nobodys(page, path, text, TextState(rows[path].state) if path in rows else None)
    ]
    if not not_its_own:
        return
    for path in not_its_own:
        paths.set_text(draft, path, in_place_of_title if path == "title" else "")
    for path in set(not_its_own) & rows.keys():
        rows[path].state, rows[path].source_text = TextState.MISSING, ""
        rows[path].save(update_fields=["state", "source_text"])
    draft.save_revision(clean=False)
    page.refresh_from_db()


def _is_nobodys(page: BasePage, path: str, text: str, state: TextState | None) -> bool:
    """Whether ``text``, the former original's too, is no translation. A name or a number may be; so may what was live,
    and what somebody confirmed.
    """
    if state in (None, TextState.MISSING):
        return True
    if state == TextState.CONFIRMED or page.first_published_at is not None:
        return False
    return states.is_in_source_language(path, text, text, None)


def _own_texts(page: BasePage) -> dict[str, str]:
    """The texts of ``page``. The row of a page that is not live holds places; what people wrote is in the draft."""
    return paths.texts(page if page.live else drafts.latest(page))


def _carry_over(source: TranslationSource, other: BasePage, source_texts: dict[str, str]) -> None:
    Translation.objects.update_or_create(source=source, target_locale=other.locale, defaults={"enabled": True})
    texts, rows = _own_texts(other), states.recorded(other)
    known: dict[str, Known] = {}
    carried: dict[str, Translated] = {}
    for path, source_text in source_texts.items():
        text, row = texts.get(path, ""), rows.get(path)
        is_placeholder = not other.live and text == source_text and path == "title" and row is None
        if not text or is_placeholder or (row and row.state == TextState.MISSING):
            known[path] = Known(TextState.MISSING, "")
        elif row and row.state == TextState.OUTDATED:
            known[path] = Known(TextState.OUTDATED, row.source_text)
        else:
            by_machine = bool(row and row.state == TextState.MACHINE)
            carried[path] = Translated(text, by_machine)
            known[path] = Known(TextState.MACHINE if by_machine else TextState.HUMAN, source_text)
    localize.set_texts(source, other.locale, carried)
    states.record(other, known)
