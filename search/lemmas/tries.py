"""The file of a dictionary: a MARISA trie from a word to its lemma, read through the memory map of the system.

Needs no Django: the processes that build tries import this module and nothing of the site.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import simplemma
from marisa_trie import BytesTrie

# Counted up with every change of the encoding below: files of another format are built anew.
FORMAT = 1
# Tries of another release of simplemma stand in a folder of their own, so that no file is ever half of each.
RELEASE = f"simplemma-{simplemma.__version__}-format-{FORMAT}"


class TrieError(Exception):
    """A trie cannot be built, written or read. The message says which, why and what to do."""


def encode(word: str, lemma: str) -> bytes:
    """A lemma as the number of letters to cut from its word, and what to put there: few different values, small tries.

    The number is the code of the first letter of the value.
    """
    kept = 0
    for letter, other in zip(word, lemma, strict=False):
        if letter != other:
            break
        kept += 1
    return (chr(len(word) - kept) + lemma[kept:]).encode()


def decode(word: str, value: bytes) -> str:
    """The lemma that ``encode`` made ``value`` of."""
    text = value.decode()
    return word[: len(word) - ord(text[0])] + text[1:]


class TrieDictionary(Mapping[str, str]):
    """Word → lemma, as simplemma's strategies ask for it. Pages of the file come into memory when a word needs them,
    and all processes of the machine share them.
    """

    def __init__(self, path: Path) -> None:
        """Raises ``TrieError`` where the file is no trie."""
        self._trie = BytesTrie()
        try:
            self._trie.mmap(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise TrieError(f"{path} cannot be read ({error}): delete it and run `manage.py build_tries`.") from error

    def __getitem__(self, word: str) -> str:
        lemma = self.get(word)
        if lemma is None:
            raise KeyError(word)
        return lemma

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Without the exception of ``Mapping.get``: an unknown word is asked for in many forms, and all miss."""
        # The trie ends a word at a null byte, and fails. No dictionary has one, nor half a character.
        if "\x00" in word:
            return default
        try:
            values = self._trie.get(word)
        except UnicodeEncodeError:
            return default
        return decode(word, values[0]) if values else default

    def __iter__(self) -> Iterator[str]:
        yield from self._trie.iterkeys()

    def __len__(self) -> int:
        return len(self._trie)
