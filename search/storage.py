"""Documents as rows of ``SearchDocument`` and ``SearchText``, and back."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from search.documents import Document, DocumentText
from search.enums import Audience, TextStatus
from search.models import SearchDocument, SearchText

_BATCH = 500
_PLAIN = ("kind", "language", "depth", "year", "published", "confirmed", "evidence")
_TEXT = ("title", "summary", "body", "members_body")


def columns_of(document: Document) -> dict[str, Any]:
    """The fields of a document's row."""
    return {
        **{name: getattr(document, name) for name in _PLAIN},
        "audience": int(document.audience),
        "terms": {scheme: sorted(ids) for scheme, ids in sorted(document.terms.items()) if ids},
    }


def texts_of(document: Document, row: SearchDocument) -> list[SearchText]:
    """The rows of its texts, not saved."""
    return [
        SearchText(
            document=row,
            language=language,
            status=text.status,
            # PostgreSQL keeps no null bytes.
            **{name: getattr(text, name).replace("\0", "") for name in _TEXT},
        )
        for language, text in sorted(document.texts.items())
    ]


def save(row: SearchDocument, document: Document) -> None:
    """Writes a document into its row, which is one version further then. Changed texts only are written."""
    for name, value in columns_of(document).items():
        setattr(row, name, value)
    finish(row, deleted=False)
    wanted = {text.language: text for text in texts_of(document, row)}
    found = {text.language: text for text in row.texts.all()}
    same = [language for language, text in wanted.items() if language in found and _alike(found[language], text)]
    row.texts.exclude(language__in=same).delete()
    SearchText.objects.using(row._state.db).bulk_create(
        text for language, text in wanted.items() if language not in same
    )


def bury(row: SearchDocument) -> None:
    """Notes that there is nothing to be found of a key any more. The row stays, for its version."""
    row.texts.all().delete()
    finish(row, deleted=True)


def finish(row: SearchDocument, deleted: bool) -> None:
    row.deleted = deleted
    row.version += 1
    row.save()


def _alike(one: SearchText, other: SearchText) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in (*_TEXT, "status"))


def document_of(row: SearchDocument) -> Document:
    """The document that a row and its texts hold."""
    return Document(
        key=row.key,
        version=row.version,
        audience=Audience(row.audience),
        terms={scheme: frozenset(ids) for scheme, ids in row.terms.items()},
        texts={
            text.language: DocumentText(status=TextStatus(text.status), **{name: getattr(text, name) for name in _TEXT})
            for text in row.texts.all()
        },
        **{name: getattr(row, name) for name in _PLAIN},
    )


def normal(document: Document) -> Document:
    """The document as it would come back from its rows, to compare it with one that did."""
    row = SearchDocument(key=document.key, **columns_of(document))
    texts = texts_of(document, row)
    return Document(
        key=document.key,
        audience=document.audience,
        terms={scheme: frozenset(ids) for scheme, ids in row.terms.items()},
        texts={
            text.language: DocumentText(status=TextStatus(text.status), **{name: getattr(text, name) for name in _TEXT})
            for text in texts
        },
        **{name: getattr(document, name) for name in _PLAIN},
    )


class StoredDocuments:
    """All documents to be found, read anew at each iteration in short statements, by key."""

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    def __iter__(self) -> Iterator[Document]:
        after: UUID | None = None
        while True:
            rows = SearchDocument.objects.using(self.using).filter(deleted=False).order_by("key")
            if after is not None:
                rows = rows.filter(key__gt=after)
            batch = list(rows.prefetch_related("texts")[:_BATCH])
            for row in batch:
                yield document_of(row)
            if len(batch) < _BATCH:
                return
            after = batch[-1].key

    def of(self, keys: Collection[UUID]) -> dict[UUID, Document]:
        """Those of the keys that are to be found."""
        rows = SearchDocument.objects.using(self.using).filter(deleted=False, key__in=list(keys))
        return {row.key: document_of(row) for row in rows.prefetch_related("texts")}
