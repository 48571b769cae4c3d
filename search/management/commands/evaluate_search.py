from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.evaluation import DEPTH, JudgedQuery, JudgedSetError, Measured, Measures, grouped, measure, read
from search.request import SearchRequest, clean_words
from search.site import SiteTerms, find

JUDGED = Path(__file__).resolve().parents[2] / "judged"


class Command(BaseCommand):
    help = (
        "Measures how well the site's search answers judged queries, per language and per kind of query. The files are "
        "described in docs/search.md; without them, those that the project ships are used."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queries", type=Path, default=JUDGED / "queries.tsv", metavar="Q.tsv")
        parser.add_argument("--relevant", type=Path, default=JUDGED / "relevant.tsv", metavar="R.tsv")
        parser.add_argument("--misses", action="store_true", help="list the queries without a relevant hit")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            queries, missing = read(options["queries"], options["relevant"])
        except JudgedSetError as error:
            raise CommandError(str(error)) from error
        for line in missing:
            self.stderr.write(line)
        if not queries:
            raise CommandError("No query of the file has a relevant page on this site: import the records first.")
        terms = SiteTerms()
        measured = [measure(query, self._found(query, terms)) for query in queries]
        self._table("language", grouped(measured, lambda query: query.language))
        self._table("kind", grouped(measured, lambda query: query.kind))
        self._table("all", {"all": Measures.of(measured)})
        if options["misses"]:
            self._misses(measured)

    def _found(self, query: JudgedQuery, terms: SiteTerms) -> list[Any]:
        known = query.language in dict(settings.LANGUAGES)
        # A reader of a language without pages reads the site in English.
        request = SearchRequest(q=clean_words(query.text)[0], language=query.language if known else "en")
        return [hit.key for hit in find(request, AnonymousUser(), page_size=DEPTH, facets=(), terms=terms).hits]

    def _table(self, name: str, rows: Mapping[str, Measures]) -> None:
        heads = ("queries", "hit@1", "hit@3", "hit@10", "MRR@10", "nDCG@10")
        self.stdout.write(f"{name:<12}" + "".join(f"{head:>10}" for head in heads))
        for label, found in rows.items():
            shares = (found.hit_1, found.hit_3, found.hit_10, found.reciprocal_rank, found.gain)
            self.stdout.write(f"{label:<12}{found.queries:>10}" + "".join(f"{share:>10.3f}" for share in shares))

    def _misses(self, measured: list[Measured]) -> None:
        for one in measured:
            if one.rank is None:
                self.stdout.write(f"{one.query.id}\t{one.query.language}\t{one.query.text}")
