"""Plain prose of the content files as rich text."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.html import escape, urlize

# No-break spaces, as French sets them, stay what they are.
_BREAK = re.compile(r"[ \t\r\n]+")
_HEADING = "## "
_ITEM = "- "


def rich(text: str) -> str:
    """Paragraphs, headings (``## ``), lists (``- ``) and web addresses of ``text`` as HTML; all else is escaped.

    Blank lines stand between blocks; a line end inside a paragraph is a space.
    """
    return "".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()) if block.strip())


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if lines[0].startswith(_HEADING):
        return f"<h2>{escape(' '.join(lines).removeprefix(_HEADING))}</h2>"
    if lines[0].startswith(_ITEM):
        return f"<ul>{''.join(f'<li>{_item(item)}</li>' for item in _items(lines))}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines: Iterable[str]) -> list[str]:
    """List items; a line without the sign of an item goes on with the one before."""
    items: list[str] = []
    for line in lines:
        if line.startswith(_ITEM):
            items.append(line.removeprefix(_ITEM))
        else:
            items[-1] += f" {line}"
    return items


def _item(text: str) -> str:
    """An item that is a title, a colon and an address is a link, with the site that it leads to beside it."""
    found = re.fullmatch(r"(.+?)\s*:? +(https?://\S+)", text)
    if found is None:
        return _inline(text)
    title, address = found.groups()
    if "://" in title:
        raise ValueError(f"One address to an item, so that each link says where it leads: {text}")
    link = f'<a href="{escape(address)}">{escape(title)}</a>'
    site = (urlsplit(address).hostname or "").removeprefix("www.")
    return link if site in title.lower() else f"{link} ({escape(site)})"


def _inline(text: str) -> str:
    return urlize(text, nofollow=False, autoescape=True)


def plain(text: str) -> str:
    """Lines of one paragraph joined, paragraphs kept apart by one blank line."""
    return "\n\n".join(_BREAK.sub(" ", part.strip()) for part in re.split(r"\n\s*\n", text.strip()))


def lines(text: str) -> str:
    """Lines that stay lines, without the blank ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
