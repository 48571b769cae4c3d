"""What the pages of practices and methods show, gathered for their templates."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.utils import timezone

from kb.cards import Card, cards
from kb.collation import collation_key
from kb.querysets import BasePageQuerySet
from kb.reading import Reading
from kb.sections import shown
from kb.similar import similar
from kb.terms import TermGroup
from practices import sections
from practices.enums import ResourceKind
from practices.methods import method_addresses
from practices.themes import way_to
from taxonomy.enums import Scheme

if TYPE_CHECKING:
    from practices.models import PracticePage, PracticeResource

PER_PAGE = 20
# The terms that a reader on a phone sees before she asks for the others.
FIRST = (Scheme.THEME, Scheme.SDG)
# Entries of "Same issue": as many as the column beside the text has room for.
RELATED = 4


def practice_context(page: "PracticePage", reading: Reading) -> dict[str, Any]:
    """Sections, files and links, sources, related practices, and what the reader would see as a member."""
    rows = list(reading.facts.resources.all())
    prefetch_related_objects(rows, "document")
    resources = [row for row in rows if not row.document_id or reading.may_show(row.document)]
    found = shown(sections.PRACTICE, reading)
    groups = with_method_pages(reading)
    tools, evaluations, sources = (
        _of_kind(resources, kind) for kind in (ResourceKind.TOOL, ResourceKind.EVALUATION, ResourceKind.SOURCE)
    )
    if not any(section.section.anchor == "results" for section in found):
        # Evaluations stand with the results; without any they are files like the others.
        tools, evaluations = [*tools, *evaluations], []
    return {
        "sections": found,
        "tools": tools,
        "evaluations": evaluations,
        "sources": sources,
        "terms_first": [group for group in groups if group.scheme in FIRST],
        "terms": [group for group in groups if group.scheme not in FIRST],
        "trail": way_to(reading),
        **related_practices(page, reading),
        "updates": reading.rows("updates"),
        "willing": willing(reading),
        "for_members": "what_did_not_work" in page.concealed,
    }


def _of_kind(resources: Sequence["PracticeResource"], kind: ResourceKind) -> list["PracticeResource"]:
    return [row for row in resources if row.kind == kind]


def willing(reading: Reading) -> list[Any]:
    """What the people behind the practice offer, lazy, so that the template's language counts."""
    names = ("willing_to_answer", "willing_to_host", "willing_to_co_apply", "willing_to_train")
    fields = (reading.page._meta.get_field(name) for name in names)
    return [field.verbose_name for field in fields if getattr(reading.facts, field.name)]


def with_method_pages(reading: Reading) -> list[TermGroup]:
    """The practice's terms, its methods leading to the page that describes them, where there is one. One query."""
    groups = list(reading.terms)
    methods = [term.id for group in groups if group.scheme == Scheme.METHOD for term in group.terms if term.id]
    urls = method_addresses(methods, reading)
    return [
        replace(group, terms=[replace(term, url=urls.get(term.id or 0) or term.url) for term in group.terms])
        if group.scheme == Scheme.METHOD
        else group
        for group in groups
    ]


def related_practices(page: "PracticePage", reading: Reading) -> dict[str, list[Card]]:
    """``related``: the practices that the original names; ``same_issue``: others on its issue, so that there are
    ``RELATED`` in all. In the reader's language where they exist, as far as she may read them.
    """
    rows = reading.facts.related_practices.select_related("related")
    named = [row.related.translation_key for row in rows]
    keys = list(dict.fromkeys([*named, *similar(reading, RELATED)]))
    if not keys:
        return {"related": [], "same_issue": []}
    queryset: BasePageQuerySet = type(page).objects.filter(translation_key__in=keys)
    pages = queryset.readable_by(reading.user).one_per_set(reading.language).select_related("locale")
    found = sorted(pages, key=lambda each: keys.index(each.translation_key))
    first = sum(each.translation_key in named for each in found)
    shown = cards(found[: max(first, RELATED)], reading.request, reading.language)
    return {"related": shown[:first], "same_issue": shown[first:]}


def list_context(model: type[Any], reading: Reading) -> dict[str, Any]:
    """One page of the list of ``model``'s pages by title, in the order of the reader's alphabet.

    Each set of translations once, in the reader's language if it is there.
    """
    pages: BasePageQuerySet = model.objects.readable_by(reading.user).one_per_set(reading.language)
    titles = pages.order_by("pk").values_list("pk", "title")
    ordered = [pk for pk, _title in sorted(titles, key=lambda row: collation_key(row[1], reading.language))]
    pager = Paginator(ordered, PER_PAGE).get_page(reading.request.GET.get("page"))
    found = model.objects.select_related("locale").in_bulk(pager.object_list)
    shown_pages = [found[pk] for pk in pager.object_list if pk in found]
    return {
        "pager": pager,
        "cards": cards(shown_pages, reading.request, reading.language),
        "card_template": "components/card.html",
    }


def citation(reading: Reading, url: str, site_name: str) -> str:
    """How to cite the practice: the source's own words, or title, who wrote it, year, address and licence. A text that
    was taken over, under the licence of its source, is the source's; one that was told from a source is the site's.
    """
    facts = reading.facts
    if facts.citation:
        return str(facts.citation)
    published = reading.page.last_published_at or timezone.now()
    author, year, licence = site_name, published.year, facts.licence
    if facts.source_licence:
        author, year, licence = facts.source_name or site_name, facts.source_year or year, facts.source_licence
    parts = [reading.page.title, author, str(year), url, licence]
    return ". ".join(part.strip(" .") for part in parts if part) + "."
