"""What machines are told of a page in its head: search engines, and whoever shows a link to it.

A page type says of itself what differs: ``BasePage.picture_texts``, ``BasePage.structured_data``, ``BasePage.og_type``.
A view without a page puts a ``Head`` of its own, made by ``view_head``, into its context as ``head``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from babel.core import get_global
from django.http import HttpRequest

from kb.context import SiteContext, address, site_context
from kb.formats import babel_locale
from kb.pictures.sharing import Picture
from kb.structured_data import graph

if TYPE_CHECKING:
    from kb.models import BasePage
    from kb.reading import Reading

# Which country's way of writing a language is taken for it, where CLDR's first guess is not of Europe.
_TERRITORIES = {"en": "GB", "pt": "PT"}


class Alternate(Protocol):
    """The same in another language: ``url`` is a path."""

    @property
    def language(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Head:
    """Addresses are paths, but for those of other sites. Empty means: not said."""

    language: str
    title: str
    description: str = ""
    canonical: str = ""
    # All languages of it, its own too; none unless there are several.
    alternates: Sequence[Alternate] = ()
    # Where readers of any other language go.
    default: str = ""
    is_indexed: bool = True
    og_type: str = "website"
    picture: Picture | None = None
    picture_url: str = ""
    published: date | None = None
    modified: datetime | None = None
    # JSON-LD: nodes of one graph.
    data: Sequence[Mapping[str, Any]] = ()

    @property
    def locale(self) -> str:
        return og_locale(self.language)

    @property
    def other_locales(self) -> list[str]:
        return [og_locale(other.language) for other in self.alternates if other.language != self.language]


def og_locale(language: str) -> str:
    """Language and country as Open Graph wants them, for example ``sv_SE``."""
    found = babel_locale(language)
    likely = str(get_global("likely_subtags").get(found.language, "")).rpartition("_")[2]
    territory = found.territory or _TERRITORIES.get(found.language) or likely
    return f"{found.language}_{territory}" if territory else found.language


def page_head(page: "BasePage", reading: "Reading", context: Mapping[str, Any]) -> Head:
    """The head of a page that is served. ``context`` is the template's: what the page shows is not asked for again.

    The preview of a draft has a title only; what not everybody may read has no picture and is not to be indexed.
    """
    request = reading.request
    title, number = page.seo_title or page.title, getattr(context.get("pager"), "number", 1)
    if number > 1:
        title = f"{title} ({number})"
    if not page.live or getattr(request, "is_preview", False):
        return Head(language=reading.language, title=title, description=reading.description, is_indexed=False)
    is_public = is_open(page, reading)
    picture = page_picture(page, reading) if is_public else None
    head = Head(
        language=reading.language,
        title=title,
        description=reading.description or _of_the_site(page, site_context(request)),
        canonical=reading.canonical if number == 1 else f"{reading.canonical}?page={number}",
        # Each language has its own order: what is on the second page of one is not on that of another.
        alternates=reading.alternates if number == 1 else (),
        default="/" if page.depth == 2 and reading.alternates and number == 1 else "",
        is_indexed=is_public,
        og_type=page.og_type,
        picture=picture,
        picture_url=picture_url("picture", reading.language, picture, pk=page.pk),
        published=page.published_on(reading),
        modified=page.last_published_at,
    )
    return replace(head, data=graph(page, head, context))


def is_open(page: "BasePage", reading: "Reading") -> bool:
    """Whether anybody may read the page."""
    return not reading.is_for_members and not page.get_view_restrictions()


def page_picture(page: "BasePage", reading: "Reading") -> Picture:
    """What is drawn for a page that anybody may read: the same for every reader."""
    site = site_context(reading.request)
    section = next((link.title for link in site.above(page)), "")
    texts = {"title": page.title, "above": section, **page.picture_texts(reading)}
    return Picture(language=reading.language, site=site.name, **texts)


def site_picture(request: HttpRequest) -> Picture:
    """What is drawn for addresses without a page: the site's promise."""
    site = site_context(request)
    return Picture(language=site.language, site=site.name, title=_promise(site) or site.name)


def _of_the_site(page: "BasePage", site: SiteContext) -> str:
    """What is said of a page that says nothing of itself: the site's promise, after the page's title."""
    promise = _promise(site)
    return f"{page.title}: {promise}" if promise and page.depth > 2 else promise


def _promise(site: SiteContext) -> str:
    """In the language of the address; empty where the site has it in another one only."""
    return site.text.promise if site.text and site.text_language == site.language else ""


def view_head(
    request: HttpRequest,
    title: str,
    *,
    description: str = "",
    canonical: str = "",
    alternates: Sequence[Alternate] = (),
    default: str = "",
    is_indexed: bool = True,
    picture: tuple[Picture, str] | None = None,
) -> Head:
    """The head of an address without a page, in the request's language.

    Without a description it is the site's promise, where that is in the same language. ``picture`` is drawn at the
    address beside it; without one it is the site's.
    """
    site = site_context(request)
    if picture is None:
        of_site = site_picture(request)
        picture = of_site, picture_url("site_picture", site.language, of_site)
    return Head(
        language=site.language,
        title=title,
        description=description or _promise(site),
        canonical=canonical,
        alternates=alternates if len(alternates) > 1 else (),
        default=default,
        is_indexed=is_indexed,
        picture=picture[0],
        picture_url=picture[1],
    )


def picture_url(name: str, language: str, picture: Picture | None, **arguments: Any) -> str:
    """Where a picture is drawn: ``name`` is that of the URL pattern, ``arguments`` are its own. Empty for none."""
    return address(name, language, digest=picture.digest, **arguments) if picture else ""
