"""From the keys of a result to what readers are shown: pages in their language, in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from kb.care import conceal, is_member
from kb.enums import Care
from kb.models import BasePage, CareMixin, Original
from search.engines.protocol import Hit
from taxonomy.directory import Entry, directory
from taxonomy.enums import Scheme
from taxonomy.models import PageTerm
from translation.enums import TextState
from translation.models import FieldTranslation

# Longer summaries are cut at a word: a list is read across, not down.
SNIPPET = 240


@dataclass(frozen=True)
class LanguageOfHit:
    """A language in which it can be read, and where."""

    code: str
    url: str
    is_complete: bool
    is_shown: bool


@dataclass(frozen=True)
class ShownHit:
    """One hit as a reader of a language sees it. ``page`` is in ``language``, which may not be the reader's."""

    key: UUID
    score: int
    page: BasePage
    original: BasePage
    languages: Sequence[LanguageOfHit]
    terms: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def kind(self) -> str:
        return self.page.searchable.kind if self.page.searchable else ""

    @property
    def snippet(self) -> str:
        """The promise, else the beginning of the summary."""
        text = (
            getattr(self.page, "promise", "")
            or getattr(self.page, "summary", "")
            or getattr(self.page, "introduction", "")
        )
        if len(text) <= SNIPPET:
            return str(text)
        return f"{text[:SNIPPET].rpartition(' ')[0]} …"


def load(hits: Iterable[Hit], language: str, user: Any) -> list[ShownHit]:
    """The hits in their order, each in ``language`` if it is live in it, else where it matched, else the original.

    A hit whose page went in the meantime, or that ``user`` may not read, is left out.
    """
    hits = list(hits)
    keys = [hit.key for hit in hits]
    pages = _live_pages(keys)
    originals = dict(Original.objects.filter(translation_key__in=keys).values_list("translation_key", "page_id"))
    chosen = {
        hit.key: page
        for hit in hits
        if (page := _choose(pages[hit.key], language, hit.language, originals.get(hit.key)))
    }
    wanted = {page.pk for page in chosen.values()} | set(originals.values())
    specific = {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()}
    for page in chosen.values():
        # `specific` forgets what was joined.
        specific[page.pk].locale = page.locale
    incomplete = _incomplete([page.pk for found in pages.values() for page in found])
    terms = _terms(originals)
    member = is_member(user)
    shown: list[ShownHit] = []
    for hit in hits:
        page = chosen.get(hit.key)
        original = specific.get(originals.get(hit.key, 0))
        if page is None or original is None:
            continue
        care = Care(original.care) if isinstance(original, CareMixin) else Care.PUBLIC
        if care == Care.MEMBERS and not member:
            continue
        own = dict(terms[hit.key])
        if care == Care.ANONYMOUS:
            own.pop(Scheme.ORGANISATION, None)
            conceal(specific[page.pk], user)
            original = specific[page.pk].original
        languages = [
            LanguageOfHit(each.locale.language_code, each.url, each.pk not in incomplete, each.pk == page.pk)
            for each in pages[hit.key]
        ]
        shown.append(ShownHit(hit.key, hit.score, specific[page.pk], original, languages, own))
    return shown


def _live_pages(keys: Sequence[UUID]) -> dict[UUID, list[Page]]:
    """The live pages of each key as plain ``Page`` rows, in the order of the site's languages."""
    found: dict[UUID, list[Page]] = defaultdict(list)
    order = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
    for page in Page.objects.live().filter(translation_key__in=keys, alias_of=None).select_related("locale"):
        # A language that was taken out of the setting has no address any more.
        if page.locale.language_code in order:
            found[page.translation_key].append(page)
    for pages in found.values():
        pages.sort(key=lambda page: order[page.locale.language_code])
    return found


def _choose(pages: list[Page], language: str, matched: str | None, original: int | None) -> Page | None:
    by_language = {page.locale.language_code: page for page in pages}
    by_id = {page.pk: page for page in pages}
    return by_language.get(language) or by_language.get(matched or "") or by_id.get(original) or next(iter(pages), None)


def _incomplete(page_ids: list[int]) -> set[int]:
    rows = FieldTranslation.objects.filter(page__in=page_ids, state=TextState.MISSING)
    return set(rows.values_list("page_id", flat=True))


def _terms(originals: dict[UUID, int]) -> dict[UUID, dict[str, list[Entry]]]:
    key_of = {page_id: key for key, page_id in originals.items()}
    known = directory()
    found: dict[UUID, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    rows = PageTerm.objects.filter(page__in=key_of).order_by("sort_order").values_list("page_id", "term_id")
    for page_id, term_id in rows:
        entry = known.get(term_id)
        if entry:
            found[key_of[page_id]][entry.scheme].append(entry)
    return found
