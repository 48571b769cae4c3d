"""A practice and a method in the words of schema.org, and on the picture of them that is shared."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kb.reading import Reading
from kb.structured_data import Node, labels, licence, said, steps
from taxonomy.enums import Scheme

if TYPE_CHECKING:
    from practices.models import MethodPage, PracticePage

# As many themes as are read at a glance.
MOST_THEMES = 3


def practice_data(page: "PracticePage", context: Mapping[str, Any]) -> Node:
    """An article about something done at a place, with its steps as a part of it where it has some."""
    reading: Reading = context["reading"]
    facts, how = reading.facts, steps(context)
    return {
        "@type": "Article",
        "headline": page.title,
        **said(
            about=[
                {"@type": "DefinedTerm", "name": label} for label in labels(reading.terms, Scheme.THEME, Scheme.SDG)
            ],
            contributor=[
                {"@type": "Organization", "name": name} for name in labels(reading.terms, Scheme.ORGANISATION)
            ],
            spatialCoverage=_places(reading),
            temporalCoverage=_years(facts.year_start, facts.year_end),
            license=licence(facts.source_licence or facts.licence),
            isBasedOn=_sources(reading, context),
            hasPart={"@type": "HowTo", "name": page.title, "inLanguage": reading.language, "step": how}
            if how
            else None,
        ),
    }


def _places(reading: Reading) -> list[Node]:
    facts, countries = reading.facts, labels(reading.terms, Scheme.COUNTRY)
    if not facts.place:
        return [{"@type": "Country", "name": name} for name in countries]
    place: Node = {"@type": "Place", "name": facts.place}
    if len(countries) == 1:
        place["containedInPlace"] = {"@type": "Country", "name": countries[0]}
    if facts.latitude is not None and facts.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": facts.latitude, "longitude": facts.longitude}
    return [place]


def _years(first: int | None, last: int | None) -> str:
    """As ISO 8601 writes a period: ``..`` for an end that is not there yet."""
    return f"{first:04}/{last if last else '..'}" if first else ""


def _sources(reading: Reading, context: Mapping[str, Any]) -> list[Node]:
    """Where it was taken from, and what it names as its sources; files of ours are for readers, not for this."""
    facts = reading.facts
    first = said(name=facts.source_name, url=facts.source_url)
    listed = [said(name=row.title, url=row.url) for row in context["sources"] if row.url not in ("", facts.source_url)]
    return [{"@type": "CreativeWork", **source} for source in (first, *listed) if source]


def practice_picture(reading: Reading) -> dict[str, str]:
    """Town and country, and the themes."""
    where = [reading.facts.place, ", ".join(labels(reading.terms, Scheme.COUNTRY))]
    themes = labels(reading.terms, Scheme.THEME)[:MOST_THEMES]
    above = ", ".join(part for part in where if part)
    return {**({"above": above} if above else {}), "below": " · ".join(themes)}


def method_data(page: "MethodPage", context: Mapping[str, Any]) -> Node:
    """Instructions where it has steps, else an article."""
    how = steps(context)
    return {"@type": "HowTo", "step": how} if how else {"@type": "Article", "headline": page.title}
