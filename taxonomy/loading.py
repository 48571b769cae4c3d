"""Bringing the shipped vocabularies into the database without undoing what editors did.

Each term remembers what the vocabulary last said of it (``Term.shipped``). A load compares three states: that one,
the file's and the database's. Where the database still says what was shipped, the file's news are taken over; where
an editor changed something, it is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from taxonomy.enums import LabelKind
from taxonomy.models import Term, TermDefinition, TermLabel, VocabularyLoad
from taxonomy.signals import announce, batched
from taxonomy.vocabulary import ShippedTerm, Vocabulary

Label = tuple[str, str, str]


@dataclass(slots=True)
class LoadReport:
    """What one scheme's load did. ``kept`` says, a line each, what differs from the file because editors changed it."""

    scheme: str
    total: int = 0
    added: int = 0
    changed: int = 0
    labels_added: int = 0
    labels_removed: int = 0
    kept: list[str] = field(default_factory=list)
    up_to_date: bool = False


def load(vocabularies: Iterable[Vocabulary]) -> list[LoadReport]:
    """Loads each vocabulary in a transaction of its own. One that was loaded before costs no query of its own."""
    loaded = {row.scheme: row for row in VocabularyLoad.objects.all()}
    reports = []
    for vocabulary in vocabularies:
        memory = loaded.get(vocabulary.scheme) or VocabularyLoad(scheme=vocabulary.scheme)
        if memory.digest == vocabulary.digest:
            reports.append(LoadReport(vocabulary.scheme, len(vocabulary.terms), up_to_date=True))
        else:
            with batched():
                reports.append(_Load(vocabulary, memory).run())
    return reports


class _Load:
    def __init__(self, vocabulary: Vocabulary, memory: VocabularyLoad) -> None:
        self.vocabulary = vocabulary
        self.memory = memory
        self.report = LoadReport(vocabulary.scheme, len(vocabulary.terms))
        self.terms: dict[str, Term] = {}
        self.labels: dict[int, list[TermLabel]] = {}
        self.created: set[int] = set()
        self.touched: set[int] = set()
        self.new_labels: list[TermLabel] = []
        self.old_labels: list[int] = []
        self.definitions: dict[int, dict[str, TermDefinition]] = {}
        self.new_definitions: list[TermDefinition] = []
        self.changed_definitions: list[TermDefinition] = []
        self.old_definitions: list[int] = []
        self.changed_terms: list[Term] = []

    def run(self) -> LoadReport:
        scheme = self.vocabulary.scheme
        self.terms = {term.code: term for term in Term.objects.filter(scheme=scheme)}
        for label in TermLabel.objects.filter(term__scheme=scheme):
            self.labels.setdefault(label.term_id, []).append(label)
        for definition in TermDefinition.objects.filter(term__scheme=scheme):
            self.definitions.setdefault(definition.term_id, {})[definition.language] = definition
        self._create_missing()
        for shipped in self.vocabulary.terms:
            term = self.terms.get(shipped.code)
            if term is not None and term.pk in self.created:
                self._update_labels(term, shipped, set())
                self._update_definitions(term, shipped, {})
            elif term is not None and term.shipped != shipped.as_json():
                self._update(term, shipped)
        self._write()
        return self.report

    def _create_missing(self) -> None:
        """New terms, level by level, so that a parent has its id before its children are written."""
        waiting = [shipped for shipped in self.vocabulary.terms if shipped.code not in self.terms]
        deleted = {shipped.code for shipped in waiting} & set(self.memory.codes)
        self.report.kept += [f"{code}: deleted in the admin, not added again" for code in sorted(deleted)]
        waiting = [shipped for shipped in waiting if shipped.code not in deleted]
        while waiting:
            ready = [shipped for shipped in waiting if not shipped.parent or shipped.parent in self.terms]
            # Below a term that editors deleted, its narrower terms move to the top.
            ready = ready or [shipped for shipped in waiting if shipped.parent in deleted] or waiting
            created = Term.objects.bulk_create([self._new(shipped) for shipped in ready])
            self.terms.update({term.code: term for term in created})
            self.created.update(term.pk for term in created)
            self.report.added += len(created)
            taken = {shipped.code for shipped in ready}
            waiting = [shipped for shipped in waiting if shipped.code not in taken]

    def _new(self, shipped: ShippedTerm) -> Term:
        parent = self.terms.get(shipped.parent) if shipped.parent else None
        return Term(
            scheme=self.vocabulary.scheme,
            code=shipped.code,
            parent=parent,
            order=shipped.order,
            external=shipped.external,
            shipped=shipped.as_json(),
        )

    def _update(self, term: Term, shipped: ShippedTerm) -> None:
        if term.replaced_by_id:
            self.report.kept.append(f"{term.code}: merged in the admin")
            return
        base: dict[str, Any] = term.shipped or {}
        self._update_fields(term, shipped, base)
        self._update_labels(term, shipped, {(row[0], row[1], row[2]) for row in base.get("labels", [])})
        self._update_definitions(term, shipped, base.get("definitions", {}))
        term.shipped = shipped.as_json()
        self.changed_terms.append(term)
        self.touched.add(term.pk)
        self.report.changed += 1

    def _update_fields(self, term: Term, shipped: ShippedTerm, base: dict[str, Any]) -> None:
        codes = {other.pk: code for code, other in self.terms.items()}
        present = {
            "parent": codes.get(term.parent_id) if term.parent_id else None,
            "order": term.order,
            "external": term.external,
        }
        offered = shipped.as_json()
        for name, value in present.items():
            if offered[name] == value:
                continue
            if name not in base or value != base[name]:
                if offered[name] != base.get(name):
                    self.report.kept.append(f"{term.code}: {name} was changed in the admin")
                continue
            setattr(term, name, self.terms.get(shipped.parent or "") if name == "parent" else offered[name])

    def _update_labels(self, term: Term, shipped: ShippedTerm, base: set[Label]) -> None:
        rows = {(row.language, row.kind, row.text): row for row in self.labels.get(term.pk, [])}
        offered = set(shipped.labels)
        for label in (base - offered) & set(rows):
            self.old_labels.append(rows.pop(label).pk)
        texts = {(language, text) for language, _, text in rows}
        preferred = {language for language, kind, _ in rows if kind == LabelKind.PREFERRED}
        for language, kind, text in shipped.labels:
            if (language, kind, text) in base or (language, text) in texts:
                continue
            if kind == LabelKind.PREFERRED and language in preferred:
                self.report.kept.append(f"{term.code}: the {language} label was changed in the admin, not to “{text}”")
                continue
            texts.add((language, text))
            preferred |= {language} if kind == LabelKind.PREFERRED else set()
            self.new_labels.append(TermLabel(term=term, language=language, kind=kind, text=text))

    def _update_definitions(self, term: Term, shipped: ShippedTerm, base: dict[str, str]) -> None:
        rows = self.definitions.get(term.pk, {})
        for language in sorted({*base, *shipped.definitions}):
            was, offered, row = base.get(language), shipped.definitions.get(language), rows.get(language)
            present = row.text if row else None
            if offered in (was, present):
                continue
            if present != was:
                self.report.kept.append(f"{term.code}: the {language} definition was changed in the admin")
            elif row is None:
                self.new_definitions.append(TermDefinition(term=term, language=language, text=offered or ""))
            elif offered is None:
                self.old_definitions.append(row.pk)
            else:
                row.text = offered
                self.changed_definitions.append(row)

    def _write(self) -> None:
        with transaction.atomic():
            TermLabel.objects.filter(pk__in=self.old_labels).delete()
            TermLabel.objects.bulk_create(self.new_labels, batch_size=1000)
            TermDefinition.objects.filter(pk__in=self.old_definitions).delete()
            TermDefinition.objects.bulk_create(self.new_definitions, batch_size=1000)
            TermDefinition.objects.bulk_update(self.changed_definitions, ["text"], batch_size=200)
            fields = ["parent", "order", "external", "shipped"]
            Term.objects.bulk_update(self.changed_terms, fields, batch_size=200)
            self.report.labels_added = len(self.new_labels)
            self.report.labels_removed = len(self.old_labels)
            self.memory.digest = self.vocabulary.digest
            self.memory.codes = sorted({*self.memory.codes, *(shipped.code for shipped in self.vocabulary.terms)})
            self.memory.save()
            announce(self.created | self.touched)
