import json
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from kb.enums import Care
from practices.models import ImportRecord
from search.enums import Sort
from search.facets import FACETS
from search.hits import load
from search.parsing import parse_request
from search.query import SearchResult
from search.site import ENGINE, SiteTerms, find


class Command(BaseCommand):
    help = "Searches as the public site does and prints the result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", default="", help="The words; empty to browse.")
        parser.add_argument("--language", default="en", help="The reader's language (default: en).")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="FACET=CODE", help="May be repeated, e.g. theme=housing."
        )
        parser.add_argument("--sort", choices=Sort.values, default=Sort.RELEVANCE.value)
        parser.add_argument("--limit", type=int, default=20, help="Hits to print, 1 to 100 (default: 20).")
        parser.add_argument("--json", action="store_true", help="Print everything as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["limit"] <= 100:
            raise CommandError("--limit must be between 1 and 100.")
        if options["language"] not in dict(settings.LANGUAGES):
            known = ", ".join(code for code, _name in settings.LANGUAGES)
            raise CommandError(f"--language {options['language']}: the site has {known}.")
        terms = SiteTerms()
        request, problems = parse_request(self._parameters(options), terms, options["language"])
        for problem in problems:
            self.stderr.write(f"{problem.parameter} {problem.value}: {problem.reason.message}")
        result = find(request, AnonymousUser(), page_size=options["limit"], terms=terms)
        answer = self._answer(result, terms, options["language"])
        try:
            if options["json"]:
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            else:
                self._print(answer)
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough (“| head”). What is still in the buffer must go somewhere when Python ends.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stdout.fileno())
            os.close(nowhere)

    def _parameters(self, options: dict[str, Any]) -> QueryDict:
        parameters = QueryDict(mutable=True)
        parameters["q"] = options["text"]
        parameters["sort"] = options["sort"]
        for item in options["filter"]:
            name, equals, value = item.partition("=")
            if not equals:
                raise CommandError(f"--filter {item}: write it as FACET=CODE, for example country=si.")
            parameters.appendlist(name.strip(), value.strip())
        return parameters

    def _answer(self, result: SearchResult, terms: SiteTerms, language: str) -> dict[str, Any]:
        hits = load(result.hits, language, AnonymousUser())
        records = ImportRecord.objects.filter(translation_key__in=[hit.key for hit in hits])
        # The source's own record names whom the page does not name.
        named = [hit.key for hit in hits if getattr(hit.original, "care", Care.PUBLIC) != Care.ANONYMOUS]
        sources = dict(records.filter(translation_key__in=named).values_list("translation_key", "source_id"))
        return {
            "total": result.total,
            "hits": [
                {
                    "key": str(hit.key),
                    "kind": hit.kind,
                    "title": hit.page.title,
                    "language": hit.language,
                    "source_id": sources.get(hit.key),
                    "score": hit.score,
                }
                for hit in hits
            ],
            "counts": {facet.name: self._counts(facet.name, result, terms) for facet in FACETS},
            "engine": ENGINE,
            "milliseconds": round(result.milliseconds, 2),
        }

    def _counts(self, facet: str, result: SearchResult, terms: SiteTerms) -> dict[str, int]:
        """Counts by code, most first."""
        counts = sorted(result.counts.get(facet, {}).items(), key=lambda item: (-item[1], str(item[0])))
        found: dict[str, int] = {}
        for value, count in counts:
            entry = terms.get(value) if isinstance(value, int) and facet != "year" else None
            found[entry.code if entry else str(value)] = count
        return found

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(f"{answer['total']:,} found, {answer['engine']}, {answer['milliseconds']} ms")
        for hit in answer["hits"]:
            source = f"  ({hit['source_id']})" if hit["source_id"] else ""
            self.stdout.write(
                f"{hit['score']:>12}  {hit['language']}  {hit['kind']}  {hit['title']}{source}  {hit['key']}"
            )
        for name, counts in answer["counts"].items():
            if counts:
                first = ", ".join(f"{code} {count}" for code, count in list(counts.items())[:12])
                self.stdout.write(f"{name}: {first}{' …' if len(counts) > 12 else ''}")
