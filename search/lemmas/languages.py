"""Which dictionary serves which language, and where its trie is."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from search.lemmas.tries import RELEASE

# Languages whose words are in a dictionary of another name: hbs has Bosnian, Croatian, Montenegrin and Serbian,
# Serbian in both scripts.
_SHARED = {"bs": "hbs", "cnr": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "no": "nb"}


@lru_cache(maxsize=256)
def dictionary_of(language: str) -> str | None:
    """The name of simplemma's dictionary for a language (``pt-br`` has that of ``pt``), or None if there is none."""
    base = language.lower().partition("-")[0]
    name = _SHARED.get(base, base)
    return name if name in SUPPORTED_LANGUAGES else None


def wanted() -> list[str]:
    """The dictionaries of the languages of ``LEMMA_LANGUAGES``, each once."""
    names = (dictionary_of(language) for language in settings.LEMMA_LANGUAGES)
    return list(dict.fromkeys(name for name in names if name))


def trie_path(dictionary: str, folder: Path | None = None) -> Path:
    """Where the trie of the installed simplemma is, whether it was built or not: by default in the site's folder."""
    return Path(folder or settings.LEMMA_TRIES_DIR) / RELEASE / f"{dictionary}.trie"


def missing() -> list[str]:
    """The dictionaries that are wanted, and not built from the installed simplemma."""
    return [name for name in wanted() if not trie_path(name).is_file()]
