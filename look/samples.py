"""Pages, entries and facets for the style page: the real classes with sample words, and nothing saved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Locale

from events.models import EventPage
from home.models import NewsPage
from kb.cards import Card
from kb.enums import TextState, VersionState
from kb.reading import Reading
from kb.terms import ShownTerm, TermGroup
from kb.versions import Version
from look.words import Words, words
from practices.models import (
    PracticeIndicator,
    PracticePage,
    PracticeResource,
    PracticeStep,
    PracticeVoice,
)
from search.hits import ShownHit
from translation.models import FieldTranslation

KEY = UUID(int=1)
COUNTRY = ShownTerm("Slovenija", "sl", code="si")
# Degrees of latitude and longitude.
PLACE = (45.803, 15.169)
_STATES = {
    "en": VersionState.ORIGINAL,
    "tr": VersionState.CURRENT,
    "el": VersionState.OUTDATED,
    "sl": VersionState.PARTIAL,
    "de": VersionState.MACHINE,
}
_STORY = (
    "situation", "goal", "participants", "results", "results_known", "what_worked", "what_was_hard", "dos", "donts",
    "what_did_not_work", "must_stay", "may_change", "conditions_needed", "good_for", "not_good_for",
)  # fmt: skip
_LINES = (
    "minute_problem", "minute_action", "minute_change", "minute_needs", "preparation_time", "running_time",
    "people_skills", "in_kind", "funding_source",
)  # fmt: skip


def locale(language: str) -> Locale:
    """That of ``language``; one that is not saved where the site has none yet."""
    return Locale.objects.filter(language_code=language).first() or Locale(language_code=language)


def practice(language: str, pk: int = 1) -> PracticePage:
    """A practice with every text and row that its template can show."""
    said = words(language)
    page = PracticePage(
        pk=pk, title=said.title, promise=said.line, summary=said.line, locale=locale(language), content_depth="full",
        place="Novo mesto", year_start=2014, year_end=2019, website="https://example.org/", translation_key=KEY,
        latitude=PLACE[0], longitude=PLACE[1], last_confirmed=date(2026, 3, 12),
        contact_name="Ana N.", willing_to_answer=True, licence="CC BY 4.0",
    )  # fmt: skip
    for name in _STORY:
        setattr(page, name, f"<p>{said.line}</p>")
    for name in _LINES:
        setattr(page, name, said.line)
    page.steps.set(_steps(said))
    page.indicators.set(_indicators(said))
    page.voices.set([PracticeVoice(pk=1, text=said.line, speaker=said.word), PracticeVoice(pk=2, text=said.line)])
    page.__dict__["_shown_original"] = page
    return page


def _steps(said: Words) -> list[PracticeStep]:
    whole = {"title": said.title, "text": said.line, "duration": said.word, "who": said.word, "materials": said.line}
    return [PracticeStep(pk=1, **whole), PracticeStep(pk=2, title=said.word), PracticeStep(pk=3, **whole)]


def _indicators(said: Words) -> list[PracticeIndicator]:
    return [
        PracticeIndicator(pk=1, name=said.line, value="850+", unit=said.word, date=date(2018, 5, 1)),
        PracticeIndicator(pk=2, name=said.word, value="3"),
        PracticeIndicator(pk=3, name=said.title, value="1 234 567", unit=said.title),
    ]


def reading(request: HttpRequest, language: str, states: Sequence[str] = (), own: str = "") -> Reading:
    """A reading of the sample practice. With ``own``, the state of its version, it is a translation whose texts are in
    ``states``; without, the original.
    """
    page = practice(language)
    found = Reading(page, request)
    original = practice("en" if language != "en" else "de", pk=2) if own else page
    at = datetime(2026, 3, 12, tzinfo=UTC)
    rows = [FieldTranslation(path=path, state=state, at=at) for path, state in zip(_STORY, states, strict=False)]
    versions = [version(language, VersionState(own) if own else VersionState.ORIGINAL, page)]
    if own:
        versions.append(version(original.locale.language_code, VersionState.ORIGINAL, original))
    # What a reading asks of the database once, when first needed: here it is known.
    found.__dict__.update(
        facts=original, is_translation=bool(own), _states=rows, versions=versions, terms=list(groups(language).values())
    )
    return found


def version(language: str, state: VersionState, page: PracticePage) -> Version:
    return Version(page.pk, language, f"#{language}", state, "", page)


def versions(language: str, page: Any) -> list[Version]:
    """One in each state, and the page's own."""
    states = {language: VersionState.CURRENT, **_STATES}
    return [version(code, state, page) for code, state in sorted(states.items())]


def groups(language: str) -> dict[str, TermGroup]:
    """Terms as readers see them: links, a word in another language, goals, steps of a scale."""
    word, other = words(language).word, words("tr" if language != "tr" else "el")
    url = "#term"
    return {
        "theme": TermGroup(
            "theme",
            word,
            [ShownTerm(words(language).title, language, url), ShownTerm(other.word, other.language, url)],
        ),
        "country": TermGroup("country", word, [replace(COUNTRY, url=url)]),
        "method": TermGroup("method", word, [ShownTerm(word, language, url)]),
        "sdg": TermGroup("sdg", "SDG", [ShownTerm(word, language, url, number=goal) for goal in range(1, 18)]),
        "maturity": TermGroup("maturity", word, [step(language, 3)]),
    }


def step(language: str, reached: int) -> ShownTerm:
    """A term of a scale of four steps."""
    return ShownTerm(words(language).word, language, step=(reached, 4))


def card(language: str, here: str, **changes: Any) -> Card:
    """An entry of a list: a practice in ``language`` for readers of ``here``."""
    page = practice(language)
    known: dict[str, Any] = {
        "page": page, "facts": page, "language": language, "url": "#card", "versions": versions(language, page),
        "terms": groups(here), "is_for_members": False,
    }  # fmt: skip
    return Card(**{**known, **changes})


def event(language: str, here: str, **changes: Any) -> Card:
    """An event on two days. ``changes`` are of its fields."""
    said = words(language)
    known: dict[str, Any] = {"place": "Novo mesto", "end": datetime(2030, 12, 4, 16, tzinfo=UTC), **changes}
    page = EventPage(
        pk=1, title=said.title, summary=said.line, locale=locale(language), time_zone="Europe/Ljubljana",
        start=datetime(2030, 12, 3, 14, tzinfo=UTC), **known,
    )  # fmt: skip
    return Card(page, page, language, "#event", versions(language, page), {}, False)


def news(language: str, here: str) -> Card:
    said = words(language)
    page = NewsPage(pk=1, title=said.title, summary=said.line, date=date(2026, 5, 4), locale=locale(language))
    return Card(page, page, language, "#news", versions(language, page), {}, False)


def hit(language: str, here: str, **changes: Any) -> ShownHit:
    """A hit whose page is in ``language``, for readers of ``here``. ``changes`` are of the practice's fields."""
    page = practice(language)
    for name, value in changes.items():
        setattr(page, name, value)
    return ShownHit(KEY, 0, page, language, page, language, "#hit", versions(language, page), groups(here))


def resources(language: str) -> list[PracticeResource]:
    """Links in a language known and unknown, with and without licence."""
    said, other = words(language), words("de")
    return [
        PracticeResource(title=said.title, url="https://example.org/", language=language, licence="CC BY-SA 4.0"),
        PracticeResource(title=other.title, url="https://example.org/", language="de"),
        PracticeResource(title="example.org", url="https://example.org/"),
    ]


OUTDATED = (TextState.OUTDATED, TextState.HUMAN, TextState.OUTDATED)
