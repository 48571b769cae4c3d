"""What people type: words, “phrases” in quotes, and -words that must not be there. Everything else is plain words."""

import re
from dataclasses import dataclass

from search.analysis import surfaces

# Opening and closing quotes of the languages' ways of writing; the ends need not fit each other.
_QUOTES = '"“”„‟«»″〝〞'
# A minus is one only before what it excludes and after a space: not in “e-mail”, not as a dash between words.
_PIECE = re.compile(
    rf"(?:(?<=\s)|^)(?P<minus>[-−–])?(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<bare>[^\s{_QUOTES}]+))"
    rf"|[{_QUOTES}](?P<inner>[^{_QUOTES}]*)[{_QUOTES}]|(?P<rest>[^\s{_QUOTES}]+)"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a query as they were typed, in order; phrases and excluded ones by themselves."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()


def read(text: str) -> Typed:
    """Never fails: a quote without its other end is none, and a minus alone neither."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[str] = []
    excluded_phrases: list[tuple[str, ...]] = []
    for piece in _PIECE.finditer(text):
        quoted = piece["quoted"] if piece["quoted"] is not None else piece["inner"]
        found = tuple(surfaces(quoted if quoted is not None else piece["bare"] or piece["rest"] or ""))
        if not found:
            continue
        if quoted is not None:
            (excluded_phrases if piece["minus"] else phrases).append(found)
        elif piece["minus"] and len(found) == 1:
            excluded.append(found[0])
        elif piece["minus"]:
            # “-e-mail”: one word to whoever types it.
            excluded_phrases.append(found)
        else:
            words.extend(found)
    return Typed(tuple(words), tuple(phrases), tuple(excluded), tuple(excluded_phrases))
