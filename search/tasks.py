"""What ``manage.py tick`` does for the search, and its part of the health address."""

from datetime import time, timedelta

from kb.health import Part, health_part
from kb.tick import Report, periodic
from search.indexing import indexer
from search.models import SearchDocument, SearchIndex, SearchMark


@periodic("search-sweep", every=timedelta(minutes=1))
def sweep() -> Report:
    """Builds what a crash or a large change left to be built."""
    return Report(f"{indexer().sweep()} documents built")


@periodic("search-reconcile", daily_at=time(3, 30))
def reconcile() -> Report:
    """Compares all documents with the pages, for what no signal tells: bulk updates, restored databases."""
    found = indexer().reconcile()
    return Report(
        f"{found.checked} checked, {found.mended} mended ({found.missing} missing, {found.obsolete} obsolete, "
        f"{found.different} different, {found.index} in the index)"
    )


@health_part("search")
def search_health() -> Part:
    """Whether there is an index that answers, and how much waits to be built."""
    waiting = SearchMark.objects.values("key").distinct().count()
    has_index = SearchIndex.objects.filter(active__isnull=False).exists()
    documents = SearchDocument.objects.filter(deleted=False).count()
    return Part(has_index or not documents, {"engine": "embedded", "documents": documents, "waiting": waiting})
