"""The corpus as pages of the site, for measuring Wagtail's own search: written in bulk, past every signal."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Locale, Page

from practices.models import PracticePage
from search.bench.corpus import LANGUAGES, TREES, Corpus
from search.documents import Document
from search.enums import Audience
from taxonomy.models import PageTerm, Term

# Rows of practices in one statement: they have some sixty columns, and SQLite takes 32,766 parameters.
_ROWS = 300


def make_pages(corpus: Corpus, using: str) -> int:
    """Writes a live page for each language of each public document, with its terms and their ancestors as rows.

    Returns the number of pages. Members' documents are left out: Wagtail's search knows no care.
    """
    with transaction.atomic(using=using):
        _make_terms(corpus, using)
        locales = {code: Locale.objects.using(using).get_or_create(language_code=code)[0] for code in LANGUAGES}
        content_type = ContentType.objects.db_manager(using).get_for_model(PracticePage)
        root = Page.objects.using(using).get(depth=1)
        rows = _rows(corpus, root, {code: locale.pk for code, locale in locales.items()}, content_type.pk)
        made = 0
        while batch := list(islice(rows, _ROWS)):
            pages = [page for page, _terms in batch]
            # The parent's row of each page, then its own: Django writes no rows of two tables in bulk.
            Page.objects.using(using).bulk_create([_parent_row(page) for page in pages])
            _insert(PracticePage, pages, using)
            PageTerm.objects.using(using).bulk_create(
                PageTerm(page_id=page.pk, term_id=term) for page, terms in batch for term in terms
            )
            made += len(pages)
    return made


def _make_terms(corpus: Corpus, using: str) -> None:
    schemes = {term: scheme for scheme in TREES for leaf in corpus.terms[scheme] for term in leaf}
    rows = [Term(pk=number, scheme=scheme, code=f"bench-{number}") for number, scheme in schemes.items()]
    Term.objects.using(using).bulk_create(rows)


def _rows(
    corpus: Iterable[Document], root: Page, locales: dict[str, int], content_type: int
) -> Iterator[tuple[PracticePage, list[int]]]:
    number = 1000
    for document in corpus:
        if document.audience != Audience.PUBLIC:
            continue
        terms = sorted(term for ids in document.terms.values() for term in ids)
        for language, text in document.texts.items():
            number += 1
            yield (
                PracticePage(
                    pk=number,
                    id=number,
                    path=PracticePage._get_path(root.path, root.depth + 1, number),
                    depth=root.depth + 1,
                    translation_key=document.key,
                    locale_id=locales[language],
                    content_type_id=content_type,
                    title=text.title,
                    draft_title=text.title,
                    slug=f"bench-{number}",
                    url_path=f"/bench-{number}/",
                    live=True,
                    first_published_at=document.published,
                    last_published_at=document.published,
                    summary=text.summary,
                    situation=text.body,
                    content_depth=document.depth,
                    year_start=document.year,
                ),
                terms,
            )


def _parent_row(page: PracticePage) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields]
    return Page(**{name: getattr(page, name) for name in names})


def _insert(model: type[models.Model], rows: list[Any], using: str) -> None:
    """Inserts the rows of a model's own table only."""
    query = models.sql.InsertQuery(model)
    query.insert_values(model._meta.local_concrete_fields, rows)
    query.get_compiler(using=using).execute_sql()
