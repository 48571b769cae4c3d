"""From the words of a source to terms. A word without a term stays as a keyword, and is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction

from kb.slugs import slugify
from practices.importing.records import PracticeRecord
from taxonomy.directory import Directory, Entry, directory
from taxonomy.enums import LabelKind, Scheme
from taxonomy.models import Term, TermLabel
from taxonomy.signals import announce

# The vocabularies whose words a record may use, besides our own codes, by scheme.
VOCABULARIES = {
    Scheme.THEME: ("ssedas", "participedia", "dac", "eurovoc"),
    Scheme.METHOD: ("participedia", "crowdlaw"),
    Scheme.TARGET_GROUP: ("participedia",),
    Scheme.SDG: (),
    Scheme.COUNTRY: ("iso3",),
}

# Under this name an organisation keeps the words it was imported by, so that it is found after it was renamed.
IMPORTED = "imported"
# A code of a term has 64 characters at most; the rest is for a number that tells equal ones apart.
MAX_CODE = 56


@dataclass
class Mapped:
    """Terms of a record by scheme, in order; the words that have none; and what to say about them."""

    terms: dict[Scheme, list[Entry]] = field(default_factory=dict)
    keywords: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The terms as text, for the digest: ``scheme:code``."""
        return [f"{scheme}:{entry.code}" for scheme, entries in self.terms.items() for entry in entries]


class Mapper:
    """Maps records with one state of the taxonomy."""

    def __init__(self, known: Directory) -> None:
        self.known = known
        self.organisations = {
            name.casefold(): entry
            for entry in known.terms(Scheme.ORGANISATION)
            for _language, _kind, name in entry.labels
        }

    def organisation(self, name: str) -> Entry | None:
        """The organisation that an import made of this name, whatever editors call it now; else one of that label."""
        found = self.known.by_external(Scheme.ORGANISATION, IMPORTED, name.casefold())
        return found[0] if found else self.organisations.get(name.casefold())

    def map(self, record: PracticeRecord) -> Mapped:
        mapped = Mapped(keywords=list(record.keywords))
        for key, scheme, words in _words(record):
            entries = mapped.terms.setdefault(scheme, [])
            for word in words:
                entry = self.find(scheme, word)
                if entry is None:
                    mapped.keywords.append(word)
                    mapped.notes.append((key, f"“{word}” has no term; it was kept as a keyword."))
                elif entry not in entries:
                    entries.append(entry)
        organisation = self.organisation(record.organisation)
        mapped.terms[Scheme.ORGANISATION] = [organisation] if organisation else []
        mapped.keywords = list(dict.fromkeys(mapped.keywords))
        return mapped

    def find(self, scheme: Scheme, word: str) -> Entry | None:
        """The term with this code, or with this id in one of the vocabularies of the scheme."""
        entry = self.known.by_code(scheme, word.lower())
        for vocabulary in VOCABULARIES[scheme] if entry is None else ():
            found = self.known.by_external(scheme, vocabulary, word)
            entry = entry or (found[0] if found else None)
        return entry


def _words(record: PracticeRecord) -> Iterator[tuple[str, Scheme, tuple[str, ...]]]:
    yield "themes", Scheme.THEME, record.themes
    # The source's own words: where they are mapped already, only what is left over is worth keeping.
    yield "themes_src", Scheme.THEME, () if record.themes else record.themes_src
    yield "methods_src", Scheme.METHOD, record.methods
    yield "target_groups_src", Scheme.TARGET_GROUP, record.target_groups
    yield "sdgs", Scheme.SDG, record.sdgs
    yield "country", Scheme.COUNTRY, (record.country,) if record.country else ()


@transaction.atomic
def ensure_organisations(records: Iterable[PracticeRecord]) -> int:
    """Makes a term for every organisation that has none yet. Returns how many were made.

    All at once and before the pages: every change of the taxonomy makes every process read it again.
    """
    mapper = Mapper(directory())
    wanted = {
        record.organisation.casefold(): record
        for record in records
        if record.organisation and mapper.organisation(record.organisation) is None
    }
    if not wanted:
        return 0
    taken = set(Term.objects.filter(scheme=Scheme.ORGANISATION).values_list("code", flat=True))
    terms = [
        Term(
            scheme=Scheme.ORGANISATION,
            code=_free_code(record, taken),
            external={IMPORTED: [name]},
            ever_used=True,
        )
        for name, record in wanted.items()
    ]
    made = Term.objects.bulk_create(terms)
    TermLabel.objects.bulk_create(
        TermLabel(
            term=term,
            language=record.language,
            text=record.organisation,
            kind=LabelKind.PREFERRED,
        )
        for term, record in zip(made, wanted.values(), strict=True)
    )
    announce(term.pk for term in made)
    return len(made)


def _free_code(record: PracticeRecord, taken: set[str]) -> str:
    base = slugify(record.organisation, record.language)[:MAX_CODE].strip("-") or "organisation"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    taken.add(code)
    return code
