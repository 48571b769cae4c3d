"""What the translation app asks before a page goes live: is it in the language of its tree?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kb.enums import TextState
from kb.models import BasePage, Original
from kb.publishing import Fault
from translation import paths, states


def untranslated(page: BasePage) -> Iterable[Fault]:
    """Sentences of a translation that are still the original's own."""
    original = Original.objects.page_of(page)
    if original.pk == page.pk or original.locale_id == page.locale_id:
        return
    source_texts = paths.texts(original)
    rows = states.recorded(page)
    for path, text in paths.texts(page).items():
        row = rows.get(path)
        state = TextState(row.state) if row else None
        if states.is_in_source_language(path, text, source_texts.get(path, ""), state):
            yield Fault(
                path.partition(".")[0],
                _("“%(text)s” is still in %(language)s: translate it, or confirm that it stays the same.")
                % {"text": text[:60], "language": original.locale.get_display_name()},
            )
