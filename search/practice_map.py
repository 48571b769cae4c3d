"""Where the practices come from: the map of Europe with its counts, the equal list, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Any

from babel.languages import get_official_languages

from kb.collation import collation_key
from kb.geo.europe import EuropeMap, MapShape, europe_map
from kb.languages import content_languages
from search.map_levels import Level, levels
from search.overview import CountedTerm, Overview
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme

# So many countries are in the ranking beside the map, so many are named as missing.
RANKED = 10
NAMED_MISSING = 8
# Heights of the numbers on the map, in its units, as in static/css/map.css: on wide screens and on phones.
NUMBER, NUMBER_ON_PHONE = 18, 30


@dataclass(frozen=True)
class MapCountry:
    """A country of the map that has practices. ``number`` says where its number fits: nowhere (empty), on ``wide``
    screens, or on ``all``."""

    shape: MapShape
    term: CountedTerm
    level: int
    number: str


@dataclass(frozen=True)
class Region:
    """A continent and its countries that have practices, by name."""

    label: str
    language: str
    countries: Sequence[CountedTerm]


class PracticeMap:
    """For one reader. One question to the engine, two where some practices are outside the map."""

    def __init__(self, language: str, user: Any) -> None:
        self.language, self.user = language, user
        self.view: EuropeMap = europe_map()

    @cached_property
    def _overview(self) -> Overview:
        known = directory()
        codes = [code for code in self.view.countries if known.by_code(Scheme.COUNTRY, code)]
        return Overview(self.language, self.user, {Scheme.COUNTRY: codes})

    @property
    def countries(self) -> list[CountedTerm]:
        """Every country that practices have, in the world, the most first."""
        return self._overview.countries

    @cached_property
    def counted(self) -> list[MapCountry]:
        """The countries of the map that have practices, the largest first, so that the small lie above them."""
        found = [
            MapCountry(shape, term, self._level(term.count), _place_of_number(shape, term.count, self.view.width))
            for term in self.countries
            if (shape := self.view.countries.get(term.code)) is not None
        ]
        return sorted(found, key=lambda country: (-country.shape.size, country.term.code))

    @cached_property
    def levels(self) -> list[Level]:
        """The lowest first."""
        return levels([term.count for term in self.countries if term.code in self.view.countries])

    def _level(self, count: int) -> int:
        return next(level.level for level in self.levels if level.holds(count))

    @property
    def legend(self) -> list[Level]:
        """The highest first."""
        return self.levels[::-1]

    @cached_property
    def ground(self) -> list[MapShape]:
        """What is drawn only so that the others have neighbours."""
        return self._without_practices(is_ground=True)

    @cached_property
    def empty(self) -> list[MapShape]:
        """The countries of the map that have no practice."""
        return self._without_practices(is_ground=False)

    def _without_practices(self, is_ground: bool) -> list[MapShape]:
        have = {country.term.code for country in self.counted}
        return [
            shape
            for code, shape in self.view.countries.items()
            if code not in have and shape.is_ground == is_ground and shape.d
        ]

    @property
    def ranking(self) -> list[tuple[CountedTerm, int]]:
        """The countries with the most practices, each with its share of the first one's, in per cent."""
        return self._overview.ranking(RANKED)

    @cached_property
    def regions(self) -> list[Region]:
        """Every country that practices have, by continent in the editors' order."""
        known, found = directory(), []
        for root in known.roots(Scheme.COUNTRY):
            below = {root.id, *known.descendants(root.id)}
            inside = [term for term in self.countries if term.entry.id in below]
            if inside:
                inside.sort(key=lambda term: collation_key(term.label, self.language))
                found.append(Region(*root.named(self.language), inside))
        return found

    @property
    def on_map(self) -> int:
        """Practices of which a country is on the map, each once."""
        return self._overview.total if self.counted else 0

    @cached_property
    def _with_country(self) -> int:
        outside = [term.code for term in self.countries if term.code not in self.view.countries]
        if not outside:
            return self.on_map
        codes = [term.code for term in self.countries]
        return Overview(self.language, self.user, {Scheme.COUNTRY: codes}).total

    @property
    def elsewhere(self) -> int:
        """Practices whose countries are all outside the map."""
        return self._with_country - self.on_map

    @property
    def without_country(self) -> int:
        return self._overview.total_without(Scheme.COUNTRY) - self._with_country

    @cached_property
    def _missing(self) -> list[Entry]:
        have, known = {term.code for term in self.countries}, directory()
        waited = [code for code, shape in self.view.countries.items() if code not in have and not shape.is_ground]
        shapes_of = self.view.countries
        waited.sort(key=lambda code: (shapes_of[code].is_small, not _is_spoken(code), -shapes_of[code].size))
        return [entry for code in waited if (entry := known.by_code(Scheme.COUNTRY, code)) is not None]

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Names, and their languages, of countries of the map without a practice: first those whose language the site
        speaks, because their readers are expected; then the largest; the very small last."""
        return [entry.named(self.language) for entry in self._missing[:NAMED_MISSING]]

    @property
    def has_more_missing(self) -> bool:
        return len(self._missing) > NAMED_MISSING


def _is_spoken(code: str) -> bool:
    """Whether an official language of the country is one of the site's."""
    ours = {language.partition("-")[0] for language, _name in content_languages()}
    return not ours.isdisjoint(get_official_languages(code.upper(), de_facto=True))


def _place_of_number(shape: MapShape, count: int, width: int) -> str:
    """Where the digits fit into the circle of the shape's room, nearly, and into a map of this ``width``."""
    if shape.is_small:
        return ""
    for place, height in (("all", NUMBER_ON_PHONE), ("wide", NUMBER)):
        half_width, half_height = 0.29 * height * len(str(count)), 0.36 * height
        is_inside = half_width + half_height < shape.x < width - half_width - half_height
        if is_inside and hypot(half_width, half_height) <= 1.25 * shape.room:
            return place
    return ""
