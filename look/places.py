"""Every page type and state that readers meet, as addresses of a scratch site."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from events.models import EventIndexPage, EventPage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from kb.context import address
from kb.enums import Care
from look.states import GONE
from practices.models import MethodIndexPage, MethodPage, PracticeIndexPage, PracticePage, ThemeIndexPage
from taxonomy.models import PageTerm

# The languages that are looked at: three whose Latin letters differ, and one with another alphabet.
LANGUAGES = ("en", "tr", "el", "sl")
# A word that practices in each of them have.
_WORDS = {"en": "food", "tr": "mahalle", "el": "φαγητό", "sl": "mesto"}


@dataclass(frozen=True)
class Place:
    """One address in one state. ``path`` is without the host.

    ``statuses`` are those that its answer may have. ``session`` names who is signed in, ``act`` what is done when the
    page is there: see ``look.acts``.
    """

    name: str
    language: str
    path: str
    statuses: tuple[int, ...] = (200,)
    session: str = ""
    act: str = ""

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Place":
        return cls(**{**values, "statuses": tuple(values["statuses"])})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def places(made: Mapping[str, UUID]) -> list[Place]:
    """All of them in this site, language by language; a state that a language has no page in is left out.

    ``made``: the translation keys of the states that were made for this, by name.
    """
    return [place for language in LANGUAGES for place in (*_pages(language, made), *_others(language))]


def _others(language: str) -> Iterator[Place]:
    """The addresses that are no page, and what can be opened on a page."""
    search, sign_in = address("search", language), address("sign_in", language)
    if language == LANGUAGES[0]:
        yield Place("root", language, "/")
    yield Place("result", language, search)
    for name, parameters in _searches(language).items():
        yield Place(name, language, f"{search}?{urlencode(parameters)}")
    themes = ThemeIndexPage.objects.live().get(locale__language_code=language).get_url()
    yield Place("themes", language, themes)
    yield Place("theme", language, f"{themes}{_theme()}/")
    yield Place("not-found", language, f"/{language}/nothing-here/", statuses=(404,))
    yield Place("sign-in", language, sign_in)
    yield Place("sign-in-refused", language, sign_in, act="refused")
    yield Place("sign-in-held-up", language, sign_in, act="held-up")
    yield Place("password-forgotten", language, address("forgotten_password", language))
    yield Place("password-mailed", language, address("password_mailed", language))
    used = {"uidb64": "MQ", "token": "a-b"}
    yield Place("password-link-used", language, address("new_password", language, **used))
    yield Place("style", language, reverse("style_in", args=[language]), session="editor")
    yield Place("broken", language, reverse("style_broken", args=[language]), statuses=(500,), session="editor")
    for act in ("drawer", "menu", "languages"):
        yield Place(act, language, search, act=act)


def _searches(language: str) -> dict[str, dict[str, str]]:
    theme = _theme()
    return {
        "result-words": {"q": _WORDS[language]},
        "result-filters": {"theme": theme, "kind": "practice", "sort": "newest"},
        "result-table": {"kind": "practice", "view": "table"},
        "result-zero": {"theme": theme, "country": "is"},
        "result-nothing": {"q": "qwertzuiop"},
    }


def _theme() -> str:
    """The code of the theme of most practices."""
    codes = list(PageTerm.objects.filter(term__scheme="theme").values_list("term__code", flat=True))
    return max(sorted(set(codes)), key=codes.count)


def _pages(language: str, made: Mapping[str, UUID]) -> Iterator[Place]:
    for name, query in _queries(made).items():
        page = query.filter(locale__language_code=language).first()
        if page is not None:
            session = "member" if name == "practice-members" else ""
            yield Place(name, language, page.get_url(), session=session)
    gone = NewsPage.objects.filter(slug=GONE, locale__language_code=language).first()
    if gone is not None:
        yield Place("gone", language, gone.get_url(), statuses=(410,))


def _queries(made: Mapping[str, UUID]) -> dict[str, QuerySet[Any]]:
    """For each page type and state the pages that show it, the best first."""
    now, is_original = timezone.now(), Q(original_record__isnull=False)
    practices, events = PracticePage.objects.live(), EventPage.objects.live()
    own = practices.filter(care=Care.PUBLIC).exclude(translation_key__in=made.values()).order_by("path")
    originals_first = own.order_by(F("original_record").desc(nulls_last=True), "path")
    return {
        "home": HomePage.objects.live(),
        "practices": PracticeIndexPage.objects.live(),
        "practice-full": originals_first.filter(content_depth="full"),
        "practice-short": originals_first.filter(content_depth="short"),
        "practice-translation": own.exclude(is_original).filter(content_depth="full"),
        **{name: practices.filter(translation_key=key) for name, key in made.items()},
        "practice-members-row": own.exclude(what_did_not_work="").exclude(what_did_not_work=None),
        "methods": MethodIndexPage.objects.live(),
        "method": MethodPage.objects.live().alias(times=Count("term__uses")).order_by("-times", "path"),
        "event-calendar": EventIndexPage.objects.live(),
        "event-coming": events.filter(end__gte=now).order_by("start"),
        "event-past": events.filter(end__lt=now).order_by("-start"),
        "news-list": NewsIndexPage.objects.live(),
        "news": NewsPage.objects.live().order_by("-date"),
        "standard": StandardPage.objects.live().order_by("path"),
    }
