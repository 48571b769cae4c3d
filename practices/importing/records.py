"""A record of the import format, checked field by field."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from practices.importing.report import printable
from practices.importing.texts import clean, clean_line, has_markup, language_code

# No text of a practice is longer; a longer one is a mistake of the export, and would make a page nobody can read.
MAX_TEXT = 50_000
MAX_TITLE = 255
# What fits into the label of a term.
MAX_NAME = 200
MAX_WORD = 255


class FieldError(ValueError):
    """A field that cannot be used."""


@dataclass(frozen=True)
class PracticeRecord:
    """One record, its texts cleaned. ``language`` is that of the original; ``texts`` has only languages of the site."""

    source: str
    source_id: str
    title: str
    source_url: str
    language: str
    texts: Mapping[str, str]
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
    for key in ("title", "organisation", "attribution"):
        if isinstance(value.get(key), str) and has_markup(value[key]):
            outcome.notes.append((key, "Markup was taken out."))
    usable = _usable(_texts(value, outcome), set(languages), outcome)
    _year(value, fields, outcome)
    if not outcome.errors:
        fields["language"] = _language(value.get("text_lang"), usable, outcome)
        outcome.record = PracticeRecord(texts=usable, **fields)
    return outcome


def _texts(value: Mapping[str, Any], outcome: Checked) -> dict[str, str]:
    """The texts by language code, cleaned; what cannot be used is said."""
    texts = value.get("texts")
    if not isinstance(texts, dict):
        missing = "There is no text. Give at least one, as {“language”: “text”}."
        wrong = "It must be an object from language codes to texts."
        outcome.errors.append(("texts", missing if texts is None else wrong))
        return {}
    found: dict[str, str] = {}
    for name, text in texts.items():
        code = language_code(name)
        if not isinstance(text, str):
            outcome.errors.append(("texts", f"The text in “{code}” is not a text."))
        elif len(text) > MAX_TEXT:
            reason = f"The text in “{code}” has {len(text):,} characters; {MAX_TEXT:,} at most."
            outcome.errors.append(("texts", reason))
        elif code in found:
            outcome.errors.append(("texts", f"There are two texts in “{code}”. Keep one."))
        elif cleaned := clean(text):
            found[code] = cleaned
            if has_markup(text):
                outcome.notes.append(("texts", f"Markup was taken out of the text in “{code}”."))
    if not found and not outcome.errors:
        outcome.errors.append(("texts", "There is no text. Give at least one, as {“language”: “text”}."))
    return found


def _usable(texts: dict[str, str], languages: set[str], outcome: Checked) -> dict[str, str]:
    """The texts in languages of the site."""
    usable = {code: text for code, text in texts.items() if code in languages}
    if texts and not usable:
        codes = ", ".join(sorted(texts))
        outcome.errors.append(("texts", f"It has text only in {codes}, which the site does not have as a language."))
        return {}
    for code in texts.keys() - usable.keys():
        outcome.notes.append(("texts", f"“{code}” is not a language of the site; its text was left out."))
    return usable


def _language(value: Any, usable: Mapping[str, str], outcome: Checked) -> str:
    """The language of the original: the one that the record names, if it has a text in it."""
    code = language_code(value) if isinstance(value, str) else ""
    if code in usable:
        return code
    first = next(iter(usable))
    if value is not None:
        outcome.notes.append(("text_lang", f"There is no text in “{code}”; the one in “{first}” is the original."))
    return first


def _year(value: Mapping[str, Any], fields: dict[str, Any], outcome: Checked) -> None:
    """A year with a ``year_basis`` dates the source's record; one without is the practice's own."""
    try:
        year = _optional_number(int, 1800, 2100)(value.get("year"))
    except FieldError as error:
        outcome.notes.append(("year", str(error)))
        return
    fields["source_year" if value.get("year_basis") else "year"] = year


def _text_or(value: Any) -> str:
    return printable(clean(value[:MAX_WORD])) if isinstance(value, str) else ""


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
        text = value if len(value) > MAX_TEXT else clean_line(value)
        if len(text) > limit:
            raise FieldError(f"It has {len(text):,} characters; {limit:,} at most.")
        return text

    return convert


def _place(value: Any) -> str:
    """Exports join a town and what follows it, and leave the comma where nothing does."""
    return _optional(120)(value).strip(" ,;")


def _optional_number(kind: type, least: float, most: float) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FieldError("It must be a number.")
        # Not a number (NaN) is between no two numbers.
        if not least <= value <= most:
            raise FieldError(f"It must be between {least:g} and {most:g}; it is {printable(str(value), 20)}.")
        if kind is int and value != int(value):
            raise FieldError("It must be a whole number.")
        return kind(value)

    return convert


def _required_address(value: Any) -> str:
    return _address(_required(500)(value))


def _address(value: Any) -> str:
    text = _optional(500)(value)
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError as error:
        raise FieldError(f"“{printable(text)}” is not a web address that starts with http:// or https://.") from error
    return text


def _list(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [item for item in value if item is not None] if isinstance(value, list) else [None]
    if any(not isinstance(item, str | int) or isinstance(item, bool) for item in items):
        raise FieldError("It must be a list of texts.")
    return tuple(dict.fromkeys(text for item in items if (text := clean_line(str(item)[:MAX_TEXT])[:MAX_WORD])))


_Field = tuple[str, str, Callable[[Any], Any]]
# Without these a record cannot come in.
_FIELDS: tuple[_Field, ...] = (
    ("source", "source", _required(100)),
    ("source_id", "source_id", _required(255)),
    ("title", "title", _required(MAX_TITLE)),
    ("source_url", "source_url", _required_address),
)
# What is wrong in these is left out and noted.
_OPTIONAL: tuple[_Field, ...] = (
    ("licence", "licence", _optional(255)),
    ("attribution", "attribution", _optional(255)),
    ("country", "country", _optional(MAX_WORD)),
    ("city", "city", _place),
    ("latitude", "lat", _optional_number(float, -90, 90)),
    ("longitude", "lon", _optional_number(float, -180, 180)),
    ("themes", "themes", _list),
    ("themes_src", "themes_src", _list),
    ("methods", "methods_src", _list),
    ("target_groups", "target_groups_src", _list),
    ("sdgs", "sdgs", _list),
    ("organisation", "organisation", _optional(MAX_NAME)),
    ("website", "website", _address),
    ("keywords", "keywords", _list),
)
