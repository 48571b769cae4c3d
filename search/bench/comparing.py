"""The engine against Wagtail's own search: the same corpus, words and filters, one after the other, on one database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from wagtail.models import Locale

from search.bench.corpus import Corpus
from search.bench.deadline import within
from search.bench.pages import make_pages
from search.bench.scratch import ALIAS, as_default, settle
from search.bench.timing import Percentiles, Seconds, timed
from search.bench.wagtail import WagtailSearch, backend_of, build, declared_fields
from search.engines.protocol import Engine
from search.engines.query import EngineQuery

# A query that takes longer is stopped, counted with this time and told of: its true time is longer still.
LONGEST = 60.0
# Queries asked before the time counts, one of each sort: they fill the caches of the database and of this process.
WARMING = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """Per query: the engine; Wagtail in all languages with a ``facet()`` for each facet (``everywhere``); and the
    least that Wagtail can do (``least``). ``build`` is what Wagtail's index takes for so many ``pages``; ``stopped``
    says by name how many queries took longer than ``LONGEST`` seconds.
    """

    pages: int
    build: Seconds
    engine: Percentiles
    everywhere: Percentiles
    least: Percentiles
    stopped: dict[str, int]


def compare(engine: Engine, corpus: Corpus, queries: list[EngineQuery]) -> Compared:
    """Makes pages of the corpus in the scratch database and asks each the same.

    Each answers all queries before the next begins, so that the caches hold what it needs itself, as on a site that has
    no other.

    Expects the engine to be built in it already, and its tables to be those of the whole site.
    """
    with as_default(), declared_fields():
        pages = make_pages(corpus, ALIAS)
        backend = backend_of(ALIAS)
        built = timed(lambda: build(backend, ALIAS))
        # Without it SQLite reads every page of the site for each statement of Wagtail's, thousands of times slower.
        settle(ALIAS)
        locales = dict(Locale.objects.values_list("language_code", "pk"))
        asked: dict[str, Callable[[EngineQuery], object]] = {
            "engine": engine.search,
            "everywhere": WagtailSearch(backend, ALIAS, locales, everywhere=True).search,
            "least": WagtailSearch(backend, ALIAS, locales, everywhere=False).search,
        }
        times: dict[str, list[Seconds]] = {name: [] for name in asked}
        stopped = dict.fromkeys(asked, 0)
        for name, search in asked.items():
            for query in queries[:WARMING]:
                within(LONGEST, ALIAS, partial(search, query))
            for query in queries:
                ended, seconds = within(LONGEST, ALIAS, partial(search, query))
                times[name].append(seconds)
                stopped[name] += not ended
    return Compared(pages, built, stopped=stopped, **{name: Percentiles.of(found) for name, found in times.items()})
