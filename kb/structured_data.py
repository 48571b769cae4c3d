"""What a page says in the words of schema.org, as JSON-LD: no more than what its reader sees on it.

It is read from the page, from its ``Reading`` and from the template's context, after care has taken out of them what
the reader may not see.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from kb.context import Link, SiteContext, address, site_context

if TYPE_CHECKING:
    from kb.head import Head
    from kb.models import BasePage
    from kb.reading import Reading
    from kb.terms import TermGroup

Node = dict[str, Any]
# As Django's json_script: what could end the element, or begin a comment in it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)", re.IGNORECASE)
_CC_ZERO = re.compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)


def script(nodes: Sequence[Mapping[str, Any]]) -> SafeString:
    """The nodes as one data block. No browser runs it, and no text in it can end it."""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def graph(page: "BasePage", head: "Head", context: Mapping[str, Any]) -> list[Node]:
    """The page itself, the way to it, and on a home page the site and who stands behind it."""
    reading: Reading = context["reading"]
    request = reading.request
    site, url = site_context(request), request.build_absolute_uri(head.canonical)
    main: Node = {
        "@id": url,
        "url": url,
        "name": page.title,
        "inLanguage": reading.language,
        "isPartOf": {"@id": _site_id(site)},
        **said(description=reading.description, **_dates(head), **_translations(reading)),
    }
    if head.picture_url:
        main["image"] = request.build_absolute_uri(head.picture_url)
    nodes = [{**main, **page.structured_data(context)}]
    if page.depth == 2:
        return [*nodes, *_site_nodes(site)]
    return [*nodes, _way_to(page, [*site.above(page), *context.get("trail", ())], site, url)]


def said(**values: Any) -> Node:
    """Those of ``values`` that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _dates(head: "Head") -> Node:
    published, modified = head.published, head.modified
    return {
        "datePublished": published.isoformat() if published else None,
        "dateModified": modified.isoformat() if modified else None,
    }


def _translations(reading: "Reading") -> Node:
    """The original of a translation, the translations of an original: as far as people have made them."""
    absolute = reading.request.build_absolute_uri
    if reading.is_translation:
        original = reading.original_version
        return {"translationOfWork": {"@id": absolute(original.url)} if original else None}
    others = [version for version in reading.others if version.is_complete]
    return {"workTranslation": [{"@id": absolute(other.url), "inLanguage": other.language} for other in others]}


def _way_to(page: Page, links: Sequence[Link], site: SiteContext, url: str) -> Node:
    absolute = site.request.build_absolute_uri
    above = [(site.home.title, absolute(site.home.url))] if site.home else []
    above += [(link.title, absolute(link.url)) for link in links]
    steps = [
        {"@type": "ListItem", "position": place, "name": title, "item": address_}
        for place, (title, address_) in enumerate([*above, (page.title, url)], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _site_id(site: SiteContext) -> str:
    return site.request.build_absolute_uri("/#website")


def _logo(site: SiteContext) -> str:
    """The address of the network's own logo, as pages show it; the mark of this software is nobody's."""
    return site.request.build_absolute_uri(site.logo.get_rendition("max-240x64").url) if site.logo else ""


def _site_nodes(site: SiteContext) -> list[Node]:
    absolute = site.request.build_absolute_uri
    organisation = {
        "@type": "Organization",
        "@id": absolute("/#organization"),
        "name": site.name,
        "url": absolute("/"),
        **said(logo=_logo(site), email=site.settings.contact_email if site.settings else ""),
    }
    search = absolute(address("search", site.language))
    website = {
        "@type": "WebSite",
        "@id": _site_id(site),
        "name": site.name,
        "url": absolute("/"),
        "inLanguage": [home.language for home in site.languages],
        "publisher": {"@id": organisation["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return [website, organisation]


def labels(groups: Iterable["TermGroup"], *schemes: str) -> list[str]:
    """The labels of the terms of these schemes, as the page shows them."""
    return [term.label for group in groups if group.scheme in schemes for term in group.terms]


def steps(context: Mapping[str, Any]) -> list[Node]:
    """The steps that a page shows."""
    parts = (part for shown in context["sections"] for part in shown.parts)
    rows: Sequence[Any] = next((part.value for part in parts if part.field == "steps"), [])
    return [
        {"@type": "HowToStep", "position": place, "name": row.title, **said(text=row.text or row.title)}
        for place, row in enumerate(rows, 1)
    ]


def licence(text: str) -> Any:
    """The address of a licence of Creative Commons; for any other, a work of that name; None without one."""
    text = text.strip()
    if _CC_ZERO.fullmatch(text):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if known := _CREATIVE_COMMONS.fullmatch(text):
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    return {"@type": "CreativeWork", "name": text} if text else None
