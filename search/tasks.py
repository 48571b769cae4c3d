"""What ``manage.py tick`` does for the search, and its part of the health address."""

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import UUID

from wagtail.models import Page

from kb.health import Part, health_part
from kb.models.tick import TickRecord
from kb.tick import MAX_PROBLEMS, Report, periodic
from search.indexing import indexer
from search.models import SearchDocument, SearchIndex, SearchMark

SWEEP = "search-sweep"


@periodic(SWEEP, every=timedelta(minutes=1))
def sweep() -> Report:
    """Builds what a crash or a large change left to be built, and the whole index if its words were read otherwise."""
    anew = indexer().keep_current()
    built = indexer().sweep()
    said = f"{built.count} documents built, {len(built.failed)} cannot be"
    return Report(f"the index made anew, {said}" if anew else said, problems(built.failed))


@periodic("search-reconcile", daily_at=time(3, 30))
def reconcile() -> Report:
    """Compares all documents with the pages, for what no signal tells: bulk updates, restored databases."""
    found = indexer().reconcile()
    return Report(
        f"{found.checked} checked, {found.mended} mended ({found.missing} missing, {found.obsolete} obsolete, "
        f"{found.different} different, {found.index} in the index), {len(found.failed)} cannot be built",
        problems(found.failed),
    )


def problems(failed: Mapping[UUID, str]) -> list[str]:
    """What cannot be built, by the page of it that whoever mends it opens first; at most ``MAX_PROBLEMS``."""
    keys = sorted(failed)[:MAX_PROBLEMS]
    pages: dict[UUID, int] = {}
    for key, pk in Page.objects.filter(translation_key__in=keys).order_by("pk").values_list("translation_key", "pk"):
        pages.setdefault(key, pk)
    return [
        f"The search cannot show page {pages.get(key, '?')} (key {key}) as it is now: {failed[key]}" for key in keys
    ]


@health_part("search")
def search_health() -> Part:
    """Whether there is an index that answers, how much waits to be built, and how much cannot be."""
    waiting = SearchMark.objects.values("key").distinct().count()
    has_index = SearchIndex.objects.filter(active__isnull=False).exists()
    documents = SearchDocument.objects.filter(deleted=False).count()
    # As the last sweep saw it: a mark does not say why it is still there.
    report = TickRecord.objects.filter(name=SWEEP).first()
    failed = len(report.problems) if report else 0
    details = {"engine": "embedded", "documents": documents, "waiting": waiting, "cannot_be_built": failed}
    return Part((has_index or not documents) and not failed, details)
