"""Snowball's stemmers: they reach words that no dictionary has."""

import threading
from collections.abc import Callable

from Stemmer import Stemmer, version

VERSION = version()
# Languages without an entry have no stemmer. That of Serbian was made from one of Croatian, and reads both scripts.
_ALGORITHMS = {
    "en": "english",
    "tr": "turkish",
    "sv": "swedish",
    "el": "greek",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "ro": "romanian",
    "hr": "serbian",
    "hu": "hungarian",
    "cs": "czech",
    "sr": "serbian",
    "pl": "polish",
}


class _Threads(threading.local):
    """A stemmer must not be used by two threads at once, so each has its own."""

    def __init__(self) -> None:
        self.stemmers: dict[str, Stemmer] = {}


_threads = _Threads()


def stemmer_of(language: str) -> Callable[[str], str] | None:
    """What gives the stem of a word in lower case, or None if the language has no stemmer."""
    algorithm = _ALGORITHMS.get(language.partition("-")[0])
    if algorithm is None:
        return None

    def stem(word: str) -> str:
        found = _threads.stemmers.get(algorithm)
        if found is None:
            # What is worth keeping is kept by the analyser, with the lemma.
            found = _threads.stemmers[algorithm] = Stemmer(algorithm, 0)
        stemmed: str = found.stemWord(word)
        return stemmed

    return stem
