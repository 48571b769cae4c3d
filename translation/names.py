"""Names in texts: found however they are spelled, bent or cut up by markup, and taken out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from kb.folding import fold_words

# Stands where the name stood.
WITHHELD = "[…]"

# A word that is a name by itself bends from this length on; a shorter one is too much like other words.
BENDS_ALONE = 5
# In a name of several words all must fit at once, so that shorter ones may bend, too.
BENDS_TOGETHER = 4
# Names of several words are found inside longer words (“#AcmeKitchensBerlin”) from this length on.
LONG = 9
# Endings of cases, of the definite article and of adjectives seldom add more letters.
LONGEST_ENDING = 3

_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"(?P<tag><[^>]*>)|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)|.", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|sub|sup|code|s|u|small|mark|wbr)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r'\bhref\s*=\s*"([^"]*)"', re.IGNORECASE)
_HOST = re.compile(r"^(?:(?:https?:)?//(?:[^/?#@]*@)?|mailto:[^@]*@|[^/:@\s]+@)(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
# Soft hyphen, joiners and other characters without width: inside a word they change nothing.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# What cases replace rather than follow: “Društvo”, “Društvu”; “Σύλλογος”, “Συλλόγου”.
_FINAL_VOWEL = re.compile(r"(?:[aeiouy]|[αεηιουω]σ?|[аеиоуыэюяйьъ])$")


class _Word(NamedTuple):
    """A word of a text: its place as offsets of the text as given, and its folded letters."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names, each as its words, those with most words first; and hosts that belong to whom they name.

    ``glued``: names of several words written as one, so long that they are no part of another word by chance.
    """

    names: tuple[tuple[str, ...], ...] = ()
    hosts: frozenset[str] = frozenset()
    glued: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], addresses: Iterable[str] = ()) -> "Names":
        """The names as people write them, and web or e-mail addresses, whose hosts count."""
        found: set[tuple[str, ...]] = set()
        for text in texts:
            words = tuple(word.folded for word in _words(text, rich=False))
            # “e.V.” is also written “eV”; in addresses and hashtags a name is often one word.
            found |= {words, _initials_joined(words)}
            found |= {("".join(words),)} if len("".join(words)) >= BENDS_ALONE else set()
        longest_first = sorted(found - {()}, key=lambda name: (len(name), len("".join(name)), name), reverse=True)
        glued = frozenset("".join(name) for name in found if len(name) > 1 and len("".join(name)) >= LONG)
        return cls(tuple(longest_first), frozenset(filter(None, map(_host, addresses))), glued)

    def are_in(self, text: str) -> bool:
        """Whether any of the names is in a plain text or in the words of an address."""
        words = _words(text, rich=False)
        return any(self._length_at(words, place) for place in range(len(words)))

    def are_told_by(self, address: str) -> bool:
        """Whether a web or e-mail address has a name in it, or leads to one of the hosts."""
        address = unquote(address)
        return _host(address) in self.hosts or self.are_in(address)

    def out_of(self, text: str, *, rich: bool = False) -> str:
        """``text`` without the names. In rich text the markup stays; a link whose address tells loses its address."""
        if rich:
            text = _LINK.sub(self._link, text)
        words, kept, done, place = _words(text, rich), [], 0, 0
        while place < len(words):
            length = self._length_at(words, place)
            if length:
                start, end = words[place].start, words[place + length - 1].end
                kept += [text[done:start], WITHHELD, *(_TAG.findall(text[start:end]) if rich else ())]
                done = end
            place += length or 1
        return "".join([*kept, text[done:]])

    def _length_at(self, words: Sequence[_Word], place: int) -> int:
        """The number of words of the longest name that begins at ``place``; 0 for none."""
        for name in self.names:
            shown = words[place : place + len(name)]
            least = BENDS_TOGETHER if len(name) > 1 else BENDS_ALONE
            if len(shown) == len(name) and all(
                _is_form(word.folded, of, least) for word, of in zip(shown, name, strict=True)
            ):
                return len(name)
        if place < len(words) and any(name in words[place].folded for name in self.glued):
            return 1
        return 0

    def _link(self, tag: re.Match[str]) -> str:
        href = _HREF.search(tag.group())
        return "<a>" if href and self.are_told_by(unescape(href[1])) else tag.group()


def _is_form(word: str, of: str, least: int) -> bool:
    """Whether ``word`` may be ``of`` in another case: the same beginning, up to its final vowel, and a short ending."""
    if word == of:
        return True
    if len(of) < least or not of.isalpha():
        return False
    return word.startswith(_FINAL_VOWEL.sub("", of)) and len(word) <= len(of) + LONGEST_ENDING


def _initials_joined(words: Sequence[str]) -> tuple[str, ...]:
    """The words, those of one letter that follow each other as one."""
    joined: list[str] = []
    for single, run in groupby(words, key=lambda word: len(word) == 1):
        parts = list(run)
        joined += ["".join(parts)] if single else parts
    return tuple(joined)


def _host(address: str) -> str:
    found = _HOST.match(address.strip())
    return found[1].lower() if found else ""


def _words(text: str, rich: bool) -> list[_Word]:
    """The words of ``text``: runs of letters and digits, whatever inline markup and entities they are written with."""
    words: list[_Word] = []
    letters: list[str] = []
    begin = last = 0
    for start, end, characters in [*_characters(text, rich), (len(text), len(text), " ")]:
        if all(map(_is_part, characters)):
            begin = begin if letters else start
            letters.append(characters)
            last = end
        elif letters:
            folded = fold_words("".join(letters)).replace(" ", "")
            if folded:
                words.append(_Word(begin, last, folded))
            letters = []
    return words


def _characters(text: str, rich: bool) -> Iterator[tuple[int, int, str]]:
    if not rich:
        yield from ((place, place + 1, character) for place, character in enumerate(text))
        return
    for piece in _PIECE.finditer(text):
        if piece["tag"]:
            if not _INLINE.match(piece["tag"]):
                yield piece.start(), piece.end(), " "
        else:
            yield piece.start(), piece.end(), unescape(piece.group())


def _is_part(character: str) -> bool:
    return character.isalnum() or character in _INVISIBLE or unicodedata.category(character).startswith("M")
