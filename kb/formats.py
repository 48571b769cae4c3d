"""Dates, numbers and names in the reader's language, also where the interface is not translated into it."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.numbers import format_decimal


def capitalised(text: str, language: str) -> str:
    """``text`` with a capital letter: a Turkish i becomes İ."""
    first = "İ" if language in ("tr", "az") and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def babel_locale(language: str) -> Locale:
    """The locale of a language code; English for one that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def day(value: date, language: str) -> str:
    """For example “12 March 2026”: always with the month in words, so that nobody has to guess."""
    pattern = "d MMMM y" if language == "en" else "long"
    return str(format_date(value, pattern, locale=babel_locale(language)))


def month(value: date, language: str) -> str:
    """The short name of the month and the year, for example “Mar 2026”."""
    return str(format_skeleton("yMMM", value, locale=babel_locale(language)))


def time(value: datetime, language: str) -> str:
    """The time of day in the value's own zone, with 24 hours where the language writes so."""
    if language == "en":
        return f"{value:%H:%M}"
    return str(format_time(value, "short", tzinfo=value.tzinfo, locale=babel_locale(language)))


def day_and_time(value: datetime, language: str) -> str:
    """Day and time in the value's own zone."""
    return f"{day(value, language)}, {time(value, language)}"


def zone(value: datetime, language: str) -> str:
    """The name of the value's time zone at that time, for example “Central European Standard Time”."""
    return str(get_timezone_name(value, width="long", locale=babel_locale(language)))


def number(value: int | float | Decimal, language: str) -> str:
    """A number with the language's own separators."""
    return str(format_decimal(value, locale=babel_locale(language)))


def language_name(code: str, language: str) -> str:
    """The name of the language ``code`` in ``language``, for example “İngilizce”; the code if CLDR has none."""
    spoken = babel_locale(language)
    return spoken.languages.get(code) or spoken.languages.get(code.partition("-")[0]) or code
