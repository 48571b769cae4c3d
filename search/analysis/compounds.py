"""The words that a compound is made of, where the dictionary knows them as words."""

from search.lemmas import entry, is_built

# Per language what may stand between two parts. A language without an entry does not write compounds as one word.
_LINKS: dict[str, tuple[str, ...]] = {
    "de": ("", "s", "es", "n", "en", "er", "e"),
    "sv": ("", "s", "o", "u"),
}
# Shorter pieces are endings and prefixes far more often than words.
_SHORTEST = 4
# Endings that make one word of another. As words of their own they would be parts of half the dictionary.
_ENDINGS = {
    "de": """
        schaft schaften heit heiten keit keiten lich isch ismus isten haft losen losigkeit barkeit tion tionen ungen
        weise fach chen lein eren erin erei elle enden ende erte ären ieren iert ität arisch arische arischen
    """,
    "sv": """
        skap skapen skapet ning ningen ningar ande anden erna arna orna aren isk iska ligt liga lighet
    """,
}
_ENDINGS_OF = {language: frozenset(endings.split()) for language, endings in _ENDINGS.items()}
_MOST_PARTS = 4


def parts_of(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound in lower case as they are written in it, without what links them; empty if the word is
    none, or a piece of it is no known word."""
    if len(word) < 2 * _SHORTEST or language not in _LINKS or not is_built(language):
        return ()
    found = _split(word, language, _MOST_PARTS)
    return found if len(found) > 1 else ()


def _split(word: str, language: str, most: int) -> tuple[str, ...]:
    """The fewest known words that make up the word, the last one as long as possible; empty if there are none."""
    best: tuple[str, ...] = ()
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        last = word[place:]
        if not _is_word(last, language):
            continue
        before = _before(word[:place], language, most - 1)
        if before and (not best or len(before) + 1 < len(best)):
            best = (*before, last)
    return best


def _before(piece: str, language: str, most: int) -> tuple[str, ...]:
    for link in _LINKS[language]:
        bare = piece.removesuffix(link) if link else piece
        if (not link or piece.endswith(link)) and len(bare) >= _SHORTEST and _is_word(bare, language):
            return (bare,)
    return _split(piece, language, most) if most > 1 else ()


def _is_word(piece: str, language: str) -> bool:
    return piece not in _ENDINGS_OF[language] and entry(piece, language) is not None
