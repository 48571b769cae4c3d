"""The index of themes, and the page of one theme: what it is, its practices, methods, countries and events."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator

from events.models import EventPage
from kb.cards import Card, cards
from kb.context import Link
from kb.head import is_open, picture_url, view_head
from kb.languages import language_name
from kb.models import IndexPage
from kb.pictures.sharing import Picture
from kb.reading import Reading
from practices.methods import method_addresses
from practices.models import PracticePage
from practices.themes import ThemeAddresses, theme_at, wider_themes
from search.hits import as_cards
from search.overview import CountedTerm, Overview
from search.themes import ThemeRow, theme_rows
from search.views.theme_picture import picture_of
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme

NEWEST = 6
EVENTS = 3
# Methods and countries that are listed; the result page has all of them.
MOST = 10


def themes(request: HttpRequest, index: IndexPage, segment: str = "") -> HttpResponse:
    """All themes, or the one that ``segment`` names: 404 for none, and a merged one leads to its successor for good."""
    addresses = ThemeAddresses(index.get_url(request) or "")
    if not segment:
        return _index(request, index, addresses)
    entry = theme_at(segment)
    if entry is None:
        raise Http404(f"There is no theme {segment!r}.")
    if addresses.of(entry) != f"{addresses.index}{segment}/":
        return HttpResponsePermanentRedirect(addresses.of(entry))
    return _theme(request, index, addresses, entry)


def _index(request: HttpRequest, index: IndexPage, addresses: ThemeAddresses) -> HttpResponse:
    overview = Overview(index.locale.language_code, request.user)
    rows = theme_rows(overview.tree(Scheme.THEME), addresses)
    context = {"page": index, "reading": Reading(index, request), "themes": rows}
    return render(request, "search/themes.html", context)


def _theme(request: HttpRequest, index: IndexPage, addresses: ThemeAddresses, entry: Entry) -> HttpResponse:
    reading = Reading(index, request)
    language = reading.language
    overview = Overview(language, request.user, {Scheme.THEME.value: (entry.code,)}, newest=NEWEST)
    levels = _levels(theme_rows(overview.tree(Scheme.THEME), addresses), entry)
    label, label_language = entry.named(language)
    definition, definition_language = entry.definition(language)
    versions = _in_languages(reading, entry)
    context: dict[str, Any] = {
        "page": index,
        "reading": reading,
        "is_below": True,
        "trail": wider_themes(entry, addresses, language),
        "theme": entry,
        "label": label,
        "label_language": label_language,
        "definition": definition,
        "definition_language": definition_language,
        "in_languages": versions,
        "head": view_head(
            request,
            label,
            description=Truncator(definition).chars(160) if definition_language == language else "",
            canonical=addresses.of(entry),
            alternates=_alternates(reading, entry, versions),
            is_indexed=language in entry.names,
            picture=_picture(reading, entry),
        ),
        "overview": overview,
        "narrower": next((row.narrower for row in levels[0] if row.term.entry.id == entry.id), ()),
        "neighbours": _neighbours(levels, entry, is_empty=not overview.total),
        "practices": as_cards(overview.newest, language, request),
        "methods": _methods(overview.used(Scheme.METHOD)[:MOST], reading),
        "countries": overview.ranking(MOST),
        "events": _events(entry, reading),
    }
    return render(request, "search/theme.html", context)


def _picture(reading: Reading, entry: Entry) -> tuple[Picture, str] | None:
    """What is drawn of the theme for whoever shares its address, and where; None unless anybody may read it."""
    if not is_open(reading.page, reading):
        return None
    picture = picture_of(reading.request, reading.page.title, entry, reading.language)
    return picture, picture_url("theme_picture", reading.language, picture, pk=entry.id)


def _levels(rows: Sequence[ThemeRow], entry: Entry) -> list[Sequence[ThemeRow]]:
    """Of the tree ``rows``: the themes that stand beside ``entry``, itself among them, then those beside its wider
    theme, and so on to the widest.
    """
    levels = [rows]
    for wider in reversed(directory().ancestors(entry.id)):
        levels.append(next((row.narrower for row in levels[-1] if row.term.entry.id == wider), ()))
    return levels[::-1]


def _neighbours(levels: Sequence[Sequence[ThemeRow]], entry: Entry, is_empty: bool) -> Sequence[ThemeRow]:
    """Themes beside this one that have practices; if it has none itself, the nearest such ones."""
    used = [[row for row in level if row.term.count and row.term.entry.id != entry.id] for level in levels]
    if is_empty:
        return next((rows for rows in used if rows), [])
    # Beside one of the widest stands all the rest: only worth telling where the reader finds nothing here.
    return used[0] if entry.parent else []


def _in_languages(reading: Reading, entry: Entry) -> list[Link]:
    """The theme in every language that has an index of themes."""
    return [
        Link(language_name(version.language), ThemeAddresses(version.url).of(entry), version.language)
        for version in reading.versions
    ]


def _alternates(reading: Reading, entry: Entry, versions: Sequence[Link]) -> list[Link]:
    """What search engines are told of: the languages in which the theme has a name, if this is one of several."""
    complete = {version.language for version in reading.alternates} & entry.names.keys()
    found = [version for version in versions if version.language in complete]
    return found if reading.language in complete and len(found) > 1 else []


def _methods(terms: Sequence[CountedTerm], reading: Reading) -> list[tuple[CountedTerm, str]]:
    """Each method with the address of its page, where the reader may read one; else of its practices in the theme."""
    urls = method_addresses([term.entry.id for term in terms], reading)
    return [(term, urls.get(term.entry.id) or term.url) for term in terms]


def _events(entry: Entry, reading: Reading) -> list[Card]:
    """The next events that show a practice of the theme which the reader may read."""
    term_ids = [entry.id, *directory().descendants(entry.id)]
    practices = PracticePage.objects.originals().readable_by(reading.user).filter(page_terms__term__in=term_ids)
    showing = EventPage.objects.originals().filter(
        shown_practices__practice__translation_key__in=practices.values("translation_key")
    )
    events = EventPage.objects.filter(translation_key__in=showing.values("translation_key")).readable_by(reading.user)
    found = events.one_per_set(reading.language).upcoming(timezone.now()).select_related("locale")[:EVENTS]
    return cards(found, reading.request, reading.language)
