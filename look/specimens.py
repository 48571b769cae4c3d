"""The components of the public pages with all their states: which template, with what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import Promise

from kb.enums import VersionState
from kb.geo import marks
from kb.reading import Reading
from kb.sections import ShownSection, shown
from kb.terms import ShownTerm
from kb.views.signin import SignInForm
from look import samples
from look.facets import facet_samples
from look.words import words
from practices.sections import PRACTICE
from search.facets import BY_NAME
from search.parsing import Problem, Reason
from search.views.results import Offer


@dataclass(frozen=True)
class State:
    """One state of a component: what it is called, the template that draws it, what the template is given."""

    name: str | Promise
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    # On the ground of the home page's head.
    on_hero: bool = False


@dataclass(frozen=True)
class Component:
    """A component with its states. ``once``: its template has ids, so that each state can be there only once."""

    name: str | Promise
    states: Sequence[State]
    once: bool = False


def components(request: HttpRequest, language: str) -> list[Component]:
    """All components, with sample texts in ``language``; names in the active language."""
    return [*_small(language), *_entries(language), *_forms(language), *_search(language), *_parts(request, language)]


def _small(language: str) -> Iterator[Component]:
    other = "tr" if language != "tr" else "el"
    place = "components/place.html"
    country = [samples.COUNTRY]
    mark = "components/place_mark.html"
    yield Component(
        "Place mark",
        [
            State("Place known", mark, {"mark": marks.place_mark(["si"], *samples.PLACE)}),
            State("Country only", mark, {"mark": marks.place_mark(["gr"])}),
            State("Too small to draw", mark, {"mark": marks.place_mark(["mt"])}),
            State("Large", mark, {"mark": marks.place_mark(["si"], *samples.PLACE), "is_large": True}),
            State("Place and country", place, {"place": "Novo mesto", "countries": country, "spoken": "sl"}),
            State("Several countries", place, {"countries": [*country, ShownTerm("Ελλάδα", "el")]}),
        ],
    )
    meters = [State(f"{step}/4", "components/meter.html", {"term": samples.step(language, step)}) for step in (1, 2, 4)]
    foreign = State("In another language", "components/meter.html", {"term": samples.step(other, 3)})
    yield Component("Maturity meter", [*meters, foreign])
    badges = {"card": samples.card(language, language)}
    yield Component("Language badges", [State("Here, partial, other", "components/badges.html", badges)])
    elsewhere = {"card": samples.card(other, language)}
    yield Component("In another language", [State(other, "components/elsewhere.html", elsewhere)])
    bars = [State(f"{share} %", "components/bar.html", {"share": share}) for share in (0, 4, 50, 100)]
    yield Component("Bar", bars)
    said = words(language)
    counted = [
        SimpleNamespace(label=said.title, language=language, url="#a", count=1234),
        SimpleNamespace(label=words(other).word, language=other, url="#b", count=1),
    ]
    ranking = {"terms": list(zip(counted, (100, 4), strict=True))}
    yield Component("Ranking", [State("Two lines", "components/ranking.html", ranking)])
    none = SimpleNamespace(label=said.word, language=language, count=0)
    rows = [SimpleNamespace(term=term, url="#theme", share=share, narrower=()) for term, share in ranking["terms"]]
    themes = {"themes": [*rows, SimpleNamespace(term=none, url="", share=0, narrower=())]}
    yield Component("Theme row", [State("Many, one, none", "components/theme_list.html", themes)])


def _entries(language: str) -> Iterator[Component]:
    other, card = "tr" if language != "tr" else "el", "components/card.html"
    here = samples.card(language, language)
    bare = replace(here, terms={}, versions=())
    yield Component(
        "Card",
        [
            State("Practice", card, {"card": here}),
            State("In another language", card, {"card": samples.card(other, language)}),
            State("Members only", card, {"card": replace(here, is_for_members=True)}),
            State("With little", card, {"card": bare}),
        ],
    )
    template = "components/event.html"
    yield Component(
        "Event entry",
        [
            State("Over two days", template, {"card": samples.event(language, language)}),
            State("Online, in another language", template, {"card": samples.event(
                other, language, place="", online_url="https://example.org/", end=None)}),
        ],
    )  # fmt: skip
    news = "components/news.html"
    yield Component(
        "News entry",
        [
            State("News", news, {"card": samples.news(language, language)}),
            State("In another language", news, {"card": samples.news(other, language)}),
        ],
    )
    hit, plain = "search/hit.html", samples.hit(language, language)
    yield Component(
        "Hit",
        [
            State("Practice", hit, {"hit": plain}),
            State("In another language", hit, {"hit": samples.hit(other, language)}),
            State("Members only", hit, {"hit": samples.hit(language, language, care="members")}),
            State("With little", hit, {"hit": replace(
                samples.hit(language, language, place="", year_start=None), terms={}, versions=())}),
        ],
    )  # fmt: skip
    yield Component("Table", [State("Results as a table", "search/table.html", {"hits": [plain]})], once=True)


def _forms(language: str) -> Iterator[Component]:
    yield Component("Buttons", [State("All kinds", "look/buttons.html")])
    form = SignInForm(data={"wrong-username": "ana@example.org", "wrong-password": ""}, prefix="wrong")
    form.add_error("username", SignInForm.error_messages["inactive"])
    empty = SignInForm(prefix="empty")
    yield Component(
        "Form field",
        [
            State("Empty", "components/field.html", {"field": empty["username"]}),
            State("With an error", "components/field.html", {"field": form["username"]}),
            State("Missing", "components/field.html", {"field": form["password"]}),
        ],
        once=True,
    )
    box = {"words": words(language).word}
    yield Component("Search box", [State("With words", "components/search_box.html", box)], once=True)
    hero = {
        "names": [(each.word, each.language) for each in (words(code) for code in ("en", "tr", "el", "sl", "de"))],
        "used": SimpleNamespace(url="#"),
    }
    yield Component("Names of a method", [State("Five languages", "home/names.html", hero, on_hero=True)])


def _search(language: str) -> Iterator[Component]:
    groups = facet_samples(language)
    yield Component(
        "Facets",
        [
            State(name, "search/facet.html", {"group": group, "request_of_search": SimpleNamespace()})
            for name, group in groups
        ],
        once=True,
    )
    chosen = [(group.facet, value) for _name, group in groups for value in group.selected]
    chips = {"chips": chosen, "label": "Chips", "action": "#chips", "cleared": ""}
    yield Component("Chips", [State("Chosen filters", "search/chips.html", chips)])
    offers = [
        Offer(words(language).title, 12, "a", 100, language),
        Offer(str(BY_NAME["country"].label), 3, "b", 25),
        Offer("", 1, "c", 8),
    ]
    yield Component(
        "Nothing found",
        [State("Filters to drop", "search/nothing.html", {"to_drop": offers, "action": "#nothing"})],
        once=True,
    )
    yield Component(
        "Nothing found, no filter chosen", [State("No filter", "search/nothing.html", {"action": "#nothing"})]
    )
    problems = {"problems": [Problem("theme", words(language).word, reason) for reason in Reason]}
    yield Component("What could not be used", [State("All reasons", "search/problems.html", problems)])
    numbers = [(1, ""), (None, ""), (4, "a"), (5, "b"), (6, "c"), (None, ""), (1234, "d")]
    pager = {"pager": numbers, "action": "#pager", "request_of_search": SimpleNamespace(page=5)}
    listed = {"pager": Paginator(range(60), 20).page(2)}
    yield Component(
        "Pager",
        [State("Of a result", "search/pager.html", pager), State("Of a list", "components/pager.html", listed)],
    )


def _parts(request: HttpRequest, language: str) -> Iterator[Component]:
    whole = samples.reading(request, language)
    note = "components/translation_note.html"
    states = {
        "Complete": samples.reading(request, language, own=VersionState.CURRENT),
        "Out of date": samples.reading(request, language, samples.OUTDATED, own=VersionState.OUTDATED),
        "Partial": samples.reading(request, language, own=VersionState.PARTIAL),
        "By a machine": samples.reading(request, language, own=VersionState.MACHINE),
    }
    yield Component("Translation note", [State(name, note, {"reading": each}) for name, each in states.items()])
    yield Component("Last confirmed", [State("Date", "components/confirmed.html", {"reading": whole})])
    facts = {
        "reading": whole, "page": whole.page, "terms_first": whole.terms[:1], "terms": whole.terms[1:],
    }  # fmt: skip
    yield Component("Facts", [State("Of a practice", "practices/facts.html", facts)])
    changed = samples.reading(request, language, samples.OUTDATED, own=VersionState.OUTDATED)
    yield Component("Contents", [State("Some changed", "components/contents.html", {"sections": _sections(changed)})])
    yield Component(
        "Sections",
        [
            State(section.section.title, "components/section.html", {"section": section, "for_members": True})
            for section in _sections(changed)
        ],
        once=True,
    )
    resources = {"resources": samples.resources(language)}
    yield Component("Files and links", [State("Links", "components/resources.html", resources)])


def _sections(reading: Reading) -> list[ShownSection]:
    """All sections of the sample practice: one minute, steps, results with figures, voices, learning …"""
    return shown(PRACTICE, reading)
