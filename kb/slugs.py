"""Addresses of pages: ASCII, transliterated from the title by the rules of its language."""

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from wagtail.coreutils import find_available_slug

if TYPE_CHECKING:
    from wagtail.models import Page

MAX_LENGTH = 80

# How a language writes a letter in ASCII where the general table does otherwise.
_BY_LANGUAGE: dict[str, dict[str, str]] = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "sv": {"å": "a", "ä": "a", "ö": "o"},
    "bg": {
        "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "х": "h",
        "й": "y",
    },
    "el": {
        "ου": "ou", "ού": "ou", "αυ": "av", "αύ": "av", "ευ": "ev", "εύ": "ev", "μπ": "mp", "ντ": "nt", "γκ": "gk",
        "γγ": "ng", "η": "i", "ή": "i", "ω": "o", "ώ": "o", "υ": "y", "ύ": "y", "χ": "ch", "ξ": "x", "ψ": "ps",
        "θ": "th", "φ": "f",
    },
    "tr": {"ı": "i", "ş": "s", "ç": "c", "ğ": "g", "ö": "o", "ü": "u"},
}  # fmt: skip
_GENERAL = {"đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ø": "o", "&": " "}


def lower(text: str, language: str) -> str:
    """Lower case by the rules of ``language``: Turkish has two i's, and no language wants ``İ`` as two code points."""
    if language == "tr":
        text = text.replace("I", "ı")
    return text.replace("İ", "i").lower()


def slugify(text: str, language: str) -> str:
    """``text`` as a slug of at most 80 letters, digits and hyphens, cut between words; empty if nothing is left."""
    text = lower(text, language)
    table = _BY_LANGUAGE.get(language, {})
    for letters in sorted(table, key=len, reverse=True):
        text = text.replace(letters, table[letters])
    for letter, ascii_letters in _GENERAL.items():
        text = text.replace(letter, ascii_letters)
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower().replace("'", "")).strip("-")
    if len(slug) > MAX_LENGTH:
        slug = slug[:MAX_LENGTH].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug


def available_slug(page: "Page", parent: "Page | None" = None) -> str:
    """A slug from ``page``'s title that no other page under ``parent`` has; by default, under its place in the tree."""
    wanted = slugify(page.title, page.locale.language_code) or page._meta.model_name or "page"
    return str(find_available_slug(parent or page.get_parent(), wanted, ignore_page_id=page.pk))
