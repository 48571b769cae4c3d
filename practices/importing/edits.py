"""Whether people have worked on a page since it was imported."""

from wagtail.models import Revision

from practices.models import PracticePage
from translation import drafts, paths, service


def why_left(page: PracticePage, imported: int | None) -> str:
    """Why the importer must leave ``page`` alone, to follow its name in a sentence; empty if it may write it.

    ``imported`` is the id of the revision that the last import left as the latest, None if it left none.
    """
    if page.first_published_at is not None and not page.live:
        return "was unpublished here"
    if page.is_original:
        return "" if page.latest_revision_id == imported and page.live else "was changed here since"
    return "was changed here since" if _is_translated_by_people(page, imported) else ""


def _is_translated_by_people(page: PracticePage, imported: int | None) -> bool:
    """A translation gets a revision whenever its original is published: what counts is whether its texts are others.

    They are in its latest revision and, while a translator is at work, in the segments that are no page yet.
    """
    revision = Revision.objects.filter(pk=imported).first() if imported else None
    if revision is None or not service.in_sync(page):
        return True
    before, now = paths.texts(revision.as_object()), paths.texts(drafts.latest(page))
    segments = drafts.translated_texts(service.source_of(page), page.locale)
    now |= {path: translated.text for path, translated in segments.items()}
    # The title of an untranslated page is its original's, and changes with it.
    placeholder = "title" not in segments and not page.live
    return any(before.get(path) != text for path, text in now.items() if not (path == "title" and placeholder))
