"""When another page becomes the original: its texts are the source now, and the others' texts stay as their
translations."""

from django.db import transaction
from wagtail.models import Page

from kb.models import BasePage
from translation import localize, paths, states
from translation.enums import TextState
from translation.localize import Translation, TranslationSource
from translation.models import FieldTranslation
from translation.states import Known


@transaction.atomic
def adopt(page: BasePage) -> None:
    """Makes ``page``, already recorded as the original, the only source for translators of its set.

    Every text that another language has for a text of the new original is recorded as its translation, so that
    translators go on from there. Pages, addresses and live texts are not touched.
    """
    localize.forget_sources_except(page)
    FieldTranslation.objects.filter(page_id=page.pk).delete()
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).select_related("locale")
    if not others:
        return
    source = TranslationSource.get_or_create_from_instance(page)[0]
    source_texts = {path: text for path, text in paths.texts(page).items() if text}
    for other in others:
        _carry_over(source, other.specific, source_texts)


def _carry_over(source: TranslationSource, other: BasePage, source_texts: dict[str, str]) -> None:
    Translation.objects.update_or_create(source=source, target_locale=other.locale, defaults={"enabled": True})
    texts, rows = paths.texts(other), states.recorded(other)
    known: dict[str, Known] = {}
    for path, source_text in source_texts.items():
        text, row = texts.get(path, ""), rows.get(path)
        if not text or (row and row.state == TextState.MISSING):
            known[path] = Known(TextState.MISSING, "")
        elif row and row.state == TextState.OUTDATED:
            known[path] = Known(TextState.OUTDATED, row.source_text)
        else:
            by_machine = bool(row and row.state == TextState.MACHINE)
            localize.set_segments(source, other.locale, path, text, by_machine=by_machine)
            known[path] = Known(TextState.MACHINE if by_machine else TextState.HUMAN, source_text)
    states.record(other, known)
