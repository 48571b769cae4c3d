"""Finding a term by what somebody types: a label or part of one, in any language, from any keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from kb.folding import fold_words
from taxonomy.directory import Directory, Entry, directory
from taxonomy.enums import LabelKind

# Words of fewer letters are too short to guess at: one wrong letter makes another word of them.
SHORTEST_GUESS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A term and the label by which it was found (``matched``; empty if that is the label shown)."""

    entry: Entry
    matched: str
    language: str


@dataclass(frozen=True, slots=True)
class _Label:
    folded: str
    text: str
    language: str
    kind: str
    term_id: int


def find(scheme: str, query: str, *, language: str | None = None, limit: int = 20) -> list[Found]:
    """The scheme's terms that fit the query, best first, at most ``limit``; none for an empty query.

    Order: whole label, its beginning, the beginning of a word, inside a word, one letter wrong or missing. Among
    equals the reader's language comes first, then the content languages, then preferred labels. Codes and ISO or M49
    identifiers count as labels.
    """
    wanted = fold_words(query)
    if not wanted:
        return []
    language = language or get_language() or "en"
    current = directory()
    labels = _labels(current, scheme)
    places = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)} | {language: -1}
    best: dict[int, tuple[tuple[int, int, bool, str], _Label]] = {}
    for guess in (False, True):
        for label in labels:
            rank = _near(label.folded, wanted) if guess else _rank(label.folded, wanted)
            if rank is not None:
                place = places.get(label.language, len(places))
                key = (rank, place, label.kind != LabelKind.PREFERRED, label.folded)
                if label.term_id not in best or key < best[label.term_id][0]:
                    best[label.term_id] = (key, label)
        if best:
            break
    ranked = sorted(best.items(), key=lambda item: item[1][0])[:limit]
    return [found for term_id, (_, label) in ranked if (found := _found(current, term_id, label, language))]


def _found(current: Directory, term_id: int, label: _Label, language: str) -> Found | None:
    entry = current.get(term_id)
    if entry is None:
        return None
    visible = label.kind != LabelKind.HIDDEN and label.text != entry.label(language)
    return Found(entry, label.text if visible else "", label.language)


def _labels(current: Directory, scheme: str) -> list[_Label]:
    cache: dict[str, list[_Label]] = current.derived.setdefault("lookup", {})
    if scheme not in cache:
        cache[scheme] = [label for entry in current.terms(scheme) for label in _labels_of(entry)]
    return cache[scheme]


def _labels_of(entry: Entry) -> Iterator[_Label]:
    for language, kind, text in entry.labels:
        yield _Label(fold_words(text), text, language, kind, entry.id)
    codes = {entry.code, *(str(value) for name in ("iso3", "m49") for value in entry.external.get(name, ()))}
    for code in codes:
        yield _Label(fold_words(code), code, "", LabelKind.HIDDEN, entry.id)


def _rank(label: str, wanted: str) -> int | None:
    if label == wanted:
        return 0
    place = label.find(wanted)
    if place < 0:
        # Every word typed begins a word of the label, in any order: "goal climate", "grup hedef".
        words = label.split()
        parts = wanted.split()
        return 3 if len(parts) > 1 and all(any(word.startswith(part) for word in words) for part in parts) else None
    if place == 0:
        return 1
    if label[place - 1] == " ":
        return 2
    # Two letters inside a word are no clue.
    return 4 if len(wanted) > 2 else None


def _near(label: str, wanted: str) -> int | None:
    if len(wanted) < SHORTEST_GUESS:
        return None
    candidates = (label, *label.split())
    if any(_one_edit(candidate, wanted) for candidate in candidates):
        return 5
    # The beginning of a longer word, with one slip.
    longer = (candidate for candidate in candidates if len(candidate) > len(wanted) + 1)
    if any(_one_edit(candidate[: len(wanted) + step], wanted) for candidate in longer for step in (0, 1)):
        return 6
    return None


def _one_edit(one: str, other: str) -> bool:
    """Whether the words differ by at most one letter put in, left out, changed, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, wanted = one[start:], other[start:]
    if rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]:
        return True
    return len(rest) > 1 and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
