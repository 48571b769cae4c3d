"""A record of the import format, checked field by field."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

# No text of a practice is longer; a longer one is a mistake of the export, and would make a page nobody can read.
MAX_TEXT = 50_000
MAX_TITLE = 255
_MARKUP = re.compile(r"<[a-zA-Z!/?][^>]*>")
# What no text contains and PostgreSQL cannot store: control characters other than tab and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class FieldError(ValueError):
    """A field that cannot be used."""


@dataclass(frozen=True)
class PracticeRecord:
    """One record, its texts cleaned. ``language`` is that of the original; ``texts`` has only languages of the site."""

    source: str
    source_id: str
    title: str
    language: str
    texts: Mapping[str, str]
    source_url: str = ""
    licence: str = ""
    attribution: str = ""
    country: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source_year: int | None = None
    year: int | None = None
    themes: tuple[str, ...] = ()
    themes_src: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    organisation: str = ""
    website: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with anything that would be imported differently."""
        content = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass
class Checked:
    """The outcome of checking one object: a record, or the reason why there is none, and notes."""

    record: PracticeRecord | None = None
    id: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def check(value: Mapping[str, Any], languages: Iterable[str]) -> Checked:
    """Checks one object of the file against the format; ``languages`` are those of the site."""
    outcome = Checked(id=_text_or(value.get("id")) or _text_or(value.get("source_id")))
    fields: dict[str, Any] = {}
    for name, key, convert in _FIELDS:
        try:
            fields[name] = convert(value.get(key))
        except FieldError as error:
            outcome.errors.append((key, str(error)))
    for name, key, convert in _OPTIONAL:
        try:
            fields[name] = convert(value.get(key))
        except FieldError as error:
            outcome.notes.append((key, str(error)))
    if "title" in fields and _MARKUP.search(str(value.get("title"))):
        outcome.notes.append(("title", "Markup was taken out."))
    texts = _texts(value, outcome)
    usable = {code: text for code, text in texts.items() if code in set(languages)}
    for code in texts.keys() - usable.keys():
        outcome.notes.append(("texts", f"“{code}” is not a language of the site; its text was left out."))
    if texts and not usable:
        codes = ", ".join(sorted(texts))
        outcome.errors.append(("texts", f"It has text only in {codes}, which the site does not have as a language."))
    elif not texts and not any(key == "texts" for key, _reason in outcome.errors):
        outcome.errors.append(("texts", "There is no text. Give at least one, as {“language”: “text”}."))
    _year(value, fields, outcome)
    if not outcome.errors:
        language = _text_or(value.get("text_lang"))
        fields["language"] = language if language in usable else next(iter(usable))
        outcome.record = PracticeRecord(texts=usable, **fields)
    return outcome


def clean(text: str) -> str:
    """Plain text: markup out (scripts with their content), control characters out, spaces in order."""
    if _MARKUP.search(text):
        soup = BeautifulSoup(text, "html.parser")
        for element in soup(["script", "style", "template", "iframe", "object"]):
            element.decompose()
        text = soup.get_text(" ")
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in _CONTROL.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _texts(value: Mapping[str, Any], outcome: Checked) -> dict[str, str]:
    texts = value.get("texts")
    if not isinstance(texts, dict):
        outcome.errors.append(("texts", "It must be an object from language codes to texts."))
        return {}
    found: dict[str, str] = {}
    for code, text in texts.items():
        if not isinstance(text, str):
            outcome.errors.append(("texts", f"The text in “{code}” is not a text."))
        elif len(text) > MAX_TEXT:
            outcome.errors.append(
                ("texts", f"The text in “{code}” has {len(text):,} characters; {MAX_TEXT:,} at most.")
            )
        elif cleaned := clean(text):
            found[code.lower()] = cleaned
            if _MARKUP.search(text):
                outcome.notes.append(("texts", "Markup was taken out."))
    return found


def _year(value: Mapping[str, Any], fields: dict[str, Any], outcome: Checked) -> None:
    """A year with a ``year_basis`` dates the source's record; one without is the practice's own."""
    try:
        year = _optional_number(int, 1800, 2100)(value.get("year"))
    except FieldError as error:
        outcome.notes.append(("year", str(error)))
        return
    fields["source_year" if value.get("year_basis") else "year"] = year


def _text_or(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _required(limit: int) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        text = _optional(limit)(value)
        if not text:
            raise FieldError("It is missing.")
        return text

    return convert


def _optional(limit: int) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise FieldError("It must be a text.")
        text = clean(value).replace("\n", " ")
        if len(text) > limit:
            raise FieldError(f"It has {len(text):,} characters; {limit:,} at most.")
        return text

    return convert


def _optional_number(kind: type, least: float, most: float) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or (kind is int and value != int(value)):
            raise FieldError("It must be a number.")
        if not least <= value <= most:
            raise FieldError(f"It must be between {least:g} and {most:g}; it is {value:g}.")
        return kind(value)

    return convert


def _address(value: Any) -> str:
    text = _optional(500)(value)
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError as error:
        raise FieldError(f"“{text}” is not a web address that starts with http:// or https://.") from error
    return text


def _list(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [item for item in value if item is not None] if isinstance(value, list) else [None]
    if any(not isinstance(item, str | int) or isinstance(item, bool) for item in items):
        raise FieldError("It must be a list of texts.")
    return tuple(dict.fromkeys(text for item in items if (text := clean(str(item))[:255])))


_Field = tuple[str, str, Callable[[Any], Any]]
# Without these a record cannot come in.
_FIELDS: tuple[_Field, ...] = (
    ("source", "source", _required(100)),
    ("source_id", "source_id", _required(255)),
    ("title", "title", _required(MAX_TITLE)),
)
# What is wrong in these is left out and noted.
_OPTIONAL: tuple[_Field, ...] = (
    ("source_url", "source_url", _address),
    ("licence", "licence", _optional(255)),
    ("attribution", "attribution", _optional(255)),
    ("country", "country", _optional(2)),
    ("city", "city", _optional(120)),
    ("latitude", "lat", _optional_number(float, -90, 90)),
    ("longitude", "lon", _optional_number(float, -180, 180)),
    ("themes", "themes", _list),
    ("themes_src", "themes_src", _list),
    ("methods", "methods_src", _list),
    ("target_groups", "target_groups_src", _list),
    ("sdgs", "sdgs", _list),
    ("organisation", "organisation", _optional(255)),
    ("website", "website", _address),
    ("keywords", "keywords", _list),
)
