"""Pages as a source of documents: one document per set of translations, whatever its number of languages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from wagtail.models import Page, PageViewRestriction

from kb.enums import Care, VersionState
from kb.fields import plain
from kb.models import BasePage, CareMixin, Original
from kb.querysets import UNSEEN_TEXTS
from kb.versions import state_of
from search.documents import MOST_EVIDENCE, Document, DocumentText
from search.enums import Audience, TextStatus
from taxonomy.directory import Directory, directory
from taxonomy.enums import Scheme
from taxonomy.models import PageTerm
from translation import paths
from translation.care import organisation_names
from translation.models import FieldTranslation
from translation.names import Names

# Texts for search engines and screen readers: they repeat what the others say.
NOT_SEARCHED = frozenset({"seo_title", "search_description", "lead_image_alt"})
# What readers are told of a translation, as the ranking knows it.
_STATUS = {
    VersionState.CURRENT: TextStatus.COMPLETE,
    VersionState.OUTDATED: TextStatus.COMPLETE,
    VersionState.PARTIAL: TextStatus.PARTIAL,
    VersionState.MACHINE: TextStatus.MACHINE,
}


def searchable_types() -> list[type[BasePage]]:
    """The page types that can be found."""
    return [m for m in apps.get_models() if issubclass(m, BasePage) and m.searchable is not None]


class PageSource:
    """The documents of all searchable page types of the site."""

    @property
    def kinds(self) -> Collection[str]:
        return [model.searchable.kind for model in searchable_types() if model.searchable]

    def keys(self) -> Iterator[UUID]:
        for model in searchable_types():
            yield from _findable(model).order_by().values_list("translation_key", flat=True).distinct().iterator()

    def documents(self, keys: Collection[UUID]) -> Iterable[Document]:
        restricted = _restricted_paths()
        for model in searchable_types():
            pages: dict[UUID, list[BasePage]] = defaultdict(list)
            found = _findable(model).filter(translation_key__in=keys).select_related("locale")
            for page in found.prefetch_related(*_rows(model)):
                if not page.path.startswith(restricted):
                    pages[page.translation_key].append(page)
            if pages:
                yield from _Batch(model, pages).documents()


class _Batch:
    """Pages of one type, with all that is read about them in one go."""

    def __init__(self, model: type[BasePage], pages: dict[UUID, list[BasePage]]) -> None:
        self.model, self.pages = model, pages
        self.known: Directory = directory()
        self.originals = self._originals()
        ids = [page.pk for languages in pages.values() for page in languages]
        self.states: dict[int, set[str]] = defaultdict(set)
        seen = FieldTranslation.objects.filter(page__in=ids).exclude(path__in=UNSEEN_TEXTS)
        for page_id, state in seen.values_list("page_id", "state"):
            self.states[page_id].add(state)
        self.terms: dict[int, list[int]] = defaultdict(list)
        rows = PageTerm.objects.filter(page__in=[page.pk for page in self.originals.values()]).order_by("sort_order")
        for page_id, term_id in rows.values_list("page_id", "term_id"):
            self.terms[page_id].append(term_id)

    def _originals(self) -> dict[UUID, BasePage]:
        rows = Original.objects.filter(translation_key__in=self.pages)
        recorded = dict(rows.values_list("page_id", "translation_key"))
        loaded = {page.pk: page for languages in self.pages.values() for page in languages}
        # An original may be unpublished while a translation of it is live: its facts and its care count all the same.
        absent = [pk for pk in recorded if pk not in loaded]
        if absent:
            loaded.update(self.model.objects.select_related("locale").in_bulk(absent))
        return {key: loaded[pk] for pk, key in recorded.items() if pk in loaded}

    def documents(self) -> Iterator[Document]:
        for key, languages in self.pages.items():
            original = self.originals.get(key)
            if original is not None:
                yield self._document(key, original, languages)

    def _document(self, key: UUID, original: BasePage, languages: list[BasePage]) -> Document:
        searchable = original.searchable
        assert searchable is not None
        care = Care(original.care) if isinstance(original, CareMixin) else Care.PUBLIC
        hidden = original.organisation_fields if care == Care.ANONYMOUS else frozenset()
        terms = with_ancestors(self.known, self.terms[original.pk])
        if care == Care.ANONYMOUS:
            terms.pop(Scheme.ORGANISATION, None)
        names = organisation_names(original, *languages) if care == Care.ANONYMOUS else Names()
        texts = {page.locale.language_code: self._text(page, original, hidden, names) for page in languages}
        return Document(
            key=key,
            kind=searchable.kind,
            language=original.locale.language_code,
            texts={language: text for language, text in texts.items() if text},
            audience=Audience.MEMBERS if care == Care.MEMBERS else Audience.PUBLIC,
            terms=terms,
            depth=searchable.depth(original),
            year=searchable.year(original),
            published=min(p.first_published_at for p in languages if p.first_published_at),
            confirmed=searchable.confirmed(original),
            evidence=self._evidence(original),
        )

    def _text(self, page: BasePage, original: BasePage, hidden: frozenset[str], names: Names) -> DocumentText:
        searchable = cast(Any, page.searchable)
        parts: dict[str, list[str]] = {"summary": [], "body": [], "members": []}
        for path, text in paths.texts(page).items():
            field = path.partition(".")[0]
            if not text or field == "title" or field in NOT_SEARCHED or field in hidden:
                continue
            place = "summary" if field in searchable.summary else "body"
            if field in page.members_only_fields:
                place = "members"
            is_rich = paths.is_rich(paths.field_of(type(page), path))
            parts[place].append(names.out_of(plain(text) if is_rich else text.strip()))
        for name in searchable.facts:
            blurred = original.blurred_fields.get(name) if isinstance(original, CareMixin) else None
            parts["body"].append(names.out_of(str(blurred(original) if blurred else getattr(original, name) or "")))
        return DocumentText(
            title=names.out_of(page.title),
            summary="\n".join(parts["summary"]),
            body="\n".join(filter(None, parts["body"])),
            members_body="\n".join(parts["members"]),
            status=TextStatus.ORIGINAL if page.pk == original.pk else _STATUS[state_of(self.states[page.pk])],
        )

    def _evidence(self, original: BasePage) -> int:
        """The place of its evidence level among all of them: 0 for none or the weakest."""
        levels = [entry.id for entry in self.known.roots(Scheme.EVIDENCE_LEVEL)]
        return max((min(levels.index(t), MOST_EVIDENCE) for t in self.terms[original.pk] if t in levels), default=0)


def with_ancestors(known: Directory, term_ids: Iterable[int]) -> dict[str, frozenset[int]]:
    """The terms, merged ones resolved, and all their wider terms, by scheme."""
    found: dict[str, set[int]] = defaultdict(set)
    for term_id in term_ids:
        entry = known.get(term_id)
        if entry is not None:
            found[entry.scheme] |= {entry.id, *known.ancestors(entry.id)}
    return {scheme: frozenset(ids) for scheme, ids in found.items()}


def _findable(model: type[BasePage]) -> Any:
    return model.objects.live().filter(alias_of=None, first_published_at__isnull=False)


def _rows(model: type[BasePage]) -> list[str]:
    return [name for name, is_rows in paths.translatable(model) if is_rows]


def _restricted_paths() -> tuple[str, ...]:
    """Tree paths under which Wagtail's own view restrictions hold: nothing there is found by anybody."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def keys_by_kind(pages: Iterable[Page]) -> dict[str, set[UUID]]:
    """The keys of those pages that are searchable, by kind. ``pages`` may be plain ``Page`` rows."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for page in pages:
        model = page.specific_class
        if model is not None and issubclass(model, BasePage) and model.searchable:
            found[model.searchable.kind].add(page.translation_key)
    return found
