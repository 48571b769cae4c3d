"""Reading the shipped vocabulary files (their format: ``vocabularies/README.md``)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import babel
from django.conf import settings

from taxonomy.enums import LabelKind, Scheme
from taxonomy.models import LONGEST_DEFINITION
from taxonomy.schemes import scheme_info

FOLDER = Path(__file__).parent / "vocabularies"
STEP = 10  # between two terms' orders, so that an editor can put one in between
KEYS = {"code", "external", "labels", "alternative", "hidden", "cldr", "definitions", "narrower"}


class VocabularyError(Exception):
    """A file is not as its format says. The message names the file, the term and the mistake."""


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    """One term of a file. ``labels`` are ``(language, kind, text)``, ``definitions`` are by language."""

    code: str
    parent: str | None
    order: int
    external: dict[str, list[str]]
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "parent": self.parent,
            "order": self.order,
            "external": self.external,
            "labels": [list(label) for label in self.labels],
            "definitions": self.definitions,
        }


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One file: its terms, wider before narrower, and a digest of everything that they depend on."""

    scheme: Scheme
    terms: list[ShippedTerm]
    digest: str


def vocabularies(folder: Path = FOLDER) -> Iterator[Vocabulary]:
    """All files of the folder, in the order of the schemes. Raises ``VocabularyError``."""
    for scheme in Scheme:
        path = folder / f"{scheme}.json"
        if path.exists():
            yield read(path, scheme)


def read(path: Path, scheme: Scheme) -> Vocabulary:
    """One file. Raises ``VocabularyError`` for broken JSON, unknown keys, a code that comes twice."""
    content = path.read_bytes()
    try:
        data = json.loads(content)
        languages = sorted({*data.get("cldr_languages", ()), *(code.lower() for code, _ in settings.LANGUAGES)})
        terms = list(_terms(data["terms"], None, languages, path.name))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"{path.name}: {error!r}. See the format in vocabularies/README.md.") from error
    codes = [term.code for term in terms]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise VocabularyError(f"{path.name}: these codes come twice: {', '.join(sorted(twice))}.")
    if not scheme_info(scheme).hierarchical and any(term.parent for term in terms):
        raise VocabularyError(f"{path.name}: the scheme {scheme} has no narrower terms.")
    names = f"{babel.__version__} {languages}" if "cldr_languages" in data else ""
    digest = hashlib.sha256(content + names.encode()).hexdigest()
    return Vocabulary(scheme, terms, digest)


def _terms(rows: list[dict[str, Any]], parent: str | None, languages: list[str], name: str) -> Iterator[ShippedTerm]:
    for place, row in enumerate(rows, start=1):
        if unknown := set(row) - KEYS:
            raise VocabularyError(f"{name}: {row.get('code')} has unknown keys: {', '.join(sorted(unknown))}.")
        labels = dict(row.get("labels", {}))
        if "cldr" in row:
            labels = {**_territory_names(row["cldr"], languages), **labels}
        found = [(language, str(LabelKind.PREFERRED), text) for language, text in labels.items()]
        for key, kind in (("alternative", LabelKind.ALTERNATIVE), ("hidden", LabelKind.HIDDEN)):
            for language, texts in row.get(key, {}).items():
                found += [(language, str(kind), text) for text in texts if labels.get(language) != text]
        external = {name: [str(item) for item in items] for name, items in row.get("external", {}).items()}
        definitions = dict(row.get("definitions", {}))
        if long := [language for language, text in definitions.items() if len(text) > LONGEST_DEFINITION]:
            raise VocabularyError(
                f"{name}: the definitions of {row['code']} in {', '.join(long)} are longer than {LONGEST_DEFINITION}"
                " characters."
            )
        yield ShippedTerm(row["code"], parent, place * STEP, external, found, definitions)
        yield from _terms(row.get("narrower", []), row["code"], languages, name)


def _territory_names(territory: str, languages: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for language in languages:
        try:
            name = babel.Locale.parse(language, sep="-").territories.get(territory)
        except babel.UnknownLocaleError:
            continue  # a language that CLDR has no names in
        if name:
            names[language] = name[:1].upper() + name[1:]
    return names
