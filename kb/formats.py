"""Dates, numbers and names in the reader's language, also where the interface is not translated into it."""

import re
from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

# Years are written alike everywhere: a number without a separator is taken for one unless it is longer.
_NUMBER = re.compile(
    r"(?<![\w.,])(?<![0-9][ \u00a0\u2009\u202f])(?!0[0-9])"
    r"(?:[0-9]+(?:[.,'’ \u00a0\u2009\u202f][0-9]+)+|[0-9]{5,})(?!\w)"
)
# A space between thousands is understood in every language.
_SPACED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")


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


def days(first: date, last: date, language: str) -> tuple[str, str, str]:
    """Two days and what stands between: “20”, “–” and “24 May 2026”. The first leaves out what both have in common."""
    locale = Locale("en", "GB") if language == "en" else babel_locale(language)
    formats = locale.interval_formats
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    pattern = (formats.get("yMMMMd") or formats.get("yMMMd") or {}).get(field)
    if field == "y" or not pattern or "MMM" not in "".join(pattern):
        return day(first, language), " – ", day(last, language)
    # Only some languages have a pattern as dates alone are written: months with their whole names, days without zeros.
    begins, ends = (re.sub(r"(?<!M)MMM(?!M)", "MMMM", part).replace("dd", "d") for part in pattern)
    said = str(format_date(first, begins, locale=locale))
    alone = re.sub(r"[\s–-]+$", "", said)
    return alone, said.removeprefix(alone), str(format_date(last, ends, locale=locale))


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


def figures(text: str, written: str, language: str) -> str:
    """``text`` with its numbers as ``language`` writes them. They are read as the language ``written`` does, one point
    or comma between digits too; what is no number there (12.5.2018 or v2.1, for example) is left as it is.
    """

    def rewritten(found: re.Match[str]) -> str:
        given = found[0]
        joined = _SPACES.sub("", given) if _SPACED.fullmatch(given) else given
        try:
            value = parse_decimal(joined, locale=babel_locale(written), strict=True)
        except NumberFormatError:
            return given
        decimals = "0" * max(0, -int(value.as_tuple().exponent))
        return str(format_decimal(value, f"#,##0.{decimals}", locale=babel_locale(language)))

    return _NUMBER.sub(rewritten, text)


def language_name(code: str, language: str) -> str:
    """The name of the language ``code`` in ``language``, for example “İngilizce”; the code if CLDR has none."""
    spoken = babel_locale(language)
    return spoken.languages.get(code) or spoken.languages.get(code.partition("-")[0]) or code
