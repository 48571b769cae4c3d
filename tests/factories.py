"""Content for the tests: pages that are complete for their publish rule, in the tree of their language."""

from typing import Any

from wagtail.models import Locale, Page

from events.models import EventIndexPage, EventPage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from practices.enums import ContentDepth
from practices.models import (
    MethodIndexPage,
    MethodPage,
    PracticeIndexPage,
    PracticePage,
    PracticeStep,
)

PARENTS: dict[type[Page], type[Page]] = {
    PracticePage: PracticeIndexPage,
    MethodPage: MethodIndexPage,
    EventPage: EventIndexPage,
    NewsPage: NewsIndexPage,
    StandardPage: HomePage,
}
RECORD: dict[str, Any] = {
    "summary": "Neighbours cook together once a week.",
    "source_url": "https://example.org/source",
    "content_depth": ContentDepth.RECORD,
}
SHORT: dict[str, Any] = {
    "content_depth": ContentDepth.SHORT,
    "promise": "Nobody in the street eats alone.",
    "summary": "Neighbours cook together once a week.",
    "situation": "<p>Many people of the street lived alone.</p>",
    "goal": "<p>One warm meal a week at one table.</p>",
    "results": "<p>Forty people eat together.</p><p>Some became friends.</p>",
    "what_worked": "<p>A kitchen that was there already.</p>",
    "what_was_hard": "<p>Finding a second cook.</p>",
    "must_stay": "<p>Everybody cooks.</p>",
    "may_change": "<p>The day.</p>",
}


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def make_page(model: type[Any], language: str = "en", *, publish: bool = True, rows: Any = (), **fields: Any) -> Any:
    """A page under its index page, published through a revision as the editor does it, or left a draft.

    ``rows`` are unsaved child rows as (relation, row) pairs.
    """
    parent = PARENTS[model].objects.get(locale__language_code=language)
    page = model(locale=parent.locale, live=False, **fields)
    for relation, row in rows:
        if hasattr(row, "locale_id"):
            row.locale = parent.locale
        getattr(page, relation).add(row)
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def practice(language: str = "en", title: str = "The long table", *, publish: bool = True, **fields: Any) -> Any:
    """A practice at depth *short* with two steps, or at depth *record* with ``content_depth="record"``."""
    if fields.get("content_depth") == ContentDepth.RECORD:
        return make_page(PracticePage, language, publish=publish, **{**RECORD, "title": title, **fields})
    steps = [
        ("steps", PracticeStep(title="Find a kitchen", text="Ask the parish.", duration="2 weeks", sort_order=0)),
        ("steps", PracticeStep(title="Cook", text="Soup first.", sort_order=1)),
    ]
    return make_page(PracticePage, language, publish=publish, rows=steps, **{**SHORT, "title": title, **fields})
