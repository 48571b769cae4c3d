"""A site with the demo content that all processes of a run share: made once, served by each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from look.places import Place
from look.scratch import CONTENT_AND_CODE, ROOT, ScratchSite

# Places in which something is opened that is in the page already.
OPENED = ("drawer", "menu", "languages")


@dataclass(frozen=True)
class DemoSite:
    """The site while it is served at ``address``. ``sessions`` are keys by who is signed in."""

    address: str
    sessions: dict[str, str]
    all_places: tuple[Place, ...]

    def places(self, *languages: str) -> list[Place]:
        """Those in ``languages`` that are in this version of the site."""
        return [place for place in self.all_places if place.language in languages]

    def place(self, name: str, language: str = "en") -> Place:
        return next(place for place in self.places(language) if place.name == name)


@contextmanager
def served_demo_site() -> Iterator[DemoSite]:
    """It stays from run to run, until a line of what it was made with changes."""
    site = ScratchSite(ROOT / "var" / "demo-site", made_from=CONTENT_AND_CODE)
    site.prepare()
    found = site.contents()
    with site.served() as address:
        places = tuple(Place.from_json(each) for each in found["places"])
        yield DemoSite(address, found["sessions"], places)
