"""Content for the tests: pages that are complete for their publish rule, in the tree of their language."""

from collections.abc import Iterable
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
from taxonomy.models import Term, TermLabel

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


def term(scheme: str, code: str, label: str = "", **fields: Any) -> Term:
    """The term with this code; made, with an English label, if it is not there."""
    found: Term
    found, created = Term.objects.get_or_create(scheme=scheme, code=code, defaults=fields)
    if created and label:
        TermLabel.objects.create(term=found, language="en", text=label)
    return found


TERMS = (("theme", "local-food"), ("country", "si"), ("sdg", "2"))


def make_page(
    model: type[Any],
    language: str = "en",
    *,
    publish: bool = True,
    rows: Any = (),
    terms: Iterable[tuple[str, str]] = (),
    **fields: Any,
) -> Any:
    """A page under its index page, published through a revision as the editor does it, or left a draft.

    ``rows`` are unsaved child rows as (relation, row) pairs, ``terms`` are (scheme, code) pairs.
    """
    parent = PARENTS[model].objects.get(locale__language_code=language)
    page = model(locale=parent.locale, live=False, **fields)
    for relation, row in rows:
        if hasattr(row, "locale_id"):
            row.locale = parent.locale
        getattr(page, relation).add(row)
    chosen: dict[str, list[int]] = {}
    for scheme, code in terms:
        chosen.setdefault(scheme, []).append(term(scheme, code).pk)
    for scheme, ids in chosen.items():
        page.set_terms(scheme, ids)
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def practice(
    language: str = "en",
    title: str = "The long table",
    *,
    publish: bool = True,
    terms: Iterable[tuple[str, str]] | None = None,
    **fields: Any,
) -> Any:
    """A practice at depth *short* with two steps, or at depth *record* with ``content_depth="record"``."""
    if fields.get("content_depth") == ContentDepth.RECORD:
        record = {**RECORD, "title": title, **fields}
        return make_page(PracticePage, language, publish=publish, terms=terms or (), **record)
    steps = [
        ("steps", PracticeStep(title="Find a kitchen", text="Ask the parish.", duration="2 weeks", sort_order=0)),
        ("steps", PracticeStep(title="Cook", text="Soup first.", sort_order=1)),
    ]
    short = {**SHORT, "title": title, **fields}
    return make_page(
        PracticePage, language, publish=publish, rows=steps, terms=TERMS if terms is None else terms, **short
    )
