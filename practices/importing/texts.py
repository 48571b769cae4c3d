"""Texts of unknown origin as plain text."""

import re
import unicodedata
from collections.abc import Iterable

from bs4 import BeautifulSoup

from practices.importing.report import printable

# How a tag begins. That it also ends is looked for once, not from every beginning: a text may be made of nothing else.
_TAG = re.compile(r"<[a-zA-Z!/?]")
# Markup within escaped markup is taken out as well; no honest text has it deeper.
_MARKUP_DEPTH = 3
# What no text contains and PostgreSQL cannot store: control characters other than tab and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Elements that begin a new line; what other elements contain goes on in the same one.
_BLOCKS = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"]
# What is never seen, or turns what is seen around: all but the joiners that some scripts need within a word.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_JOINERS = "\u200c\u200d"
# A line that begins an item of a list: "- ", "• " or "1. ".
_ITEM = re.compile(r"[-•·*]|\d{1,2}[.)]\s")
_NO_TEXT = ["script", "style", "template", "iframe", "object", "noscript", "svg"]


def has_markup(text: str) -> bool:
    """Whether there is a tag, a comment or a declaration in it."""
    tag = _TAG.search(text)
    return tag is not None and text.find(">", tag.end()) >= 0


def clean(text: str) -> str:
    """Plain text: markup out (scripts with their content), control characters out, spaces in order.

    An empty line parts paragraphs. A single line end is only where the source's line was full: it becomes a space,
    except before an item of a list.
    Empty if nothing of it would be seen.
    """
    for _depth in range(_MARKUP_DEPTH):
        if has_markup(text):
            text = _without_markup(text)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in _CONTROL.sub("", text).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", _joined(lines)).strip()
    return text if any(unicodedata.category(letter)[0] not in "CZ" for letter in text) else ""


def clean_line(text: str) -> str:
    """Plain text of one line, without anything that is not seen: two names that look equal are equal."""
    seen = (c for c in " ".join(clean(text).split()) if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    return " ".join(word for part in "".join(seen).split() if (word := part.strip(_JOINERS)))


def _joined(lines: Iterable[str]) -> str:
    text, before = "", ""
    for line in lines:
        text += (" " if line and before and not _ITEM.match(line) else "\n") + line
        before = line
    return text


def _without_markup(text: str) -> str:
    soup = BeautifulSoup(text, "html.parser")
    for element in soup(_NO_TEXT):
        element.decompose()
    for element in soup("br"):
        element.insert_before("\n\n")
    for element in soup(_BLOCKS):
        element.insert_before("\n")
        element.append("\n")
    return soup.get_text()


def language_code(name: str) -> str:
    """A language code as the site writes it: ``EN`` and ``pt_BR`` become ``en`` and ``pt-br``."""
    return printable(clean(name).lower().replace("_", "-"), 20)
