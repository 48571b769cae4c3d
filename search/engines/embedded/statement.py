"""The one statement of a query: one snapshot of lists, chunks and the generation that answers.

The same SQL on both databases. What differs is only how it is sent: PostgreSQL gives blobs as hexadecimal text unless
asked for binary results, which costs more than the query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from search.enums import Audience
from search.models import SearchChunk, SearchGeneration, SearchIndex, SearchPosting, SearchTitles

GENERATION, CHUNK, POSTING, TITLES, POSITIONS = range(5)
# part, text, number, first blob, second blob, stamp
Row = tuple[int, str, int, bytes, bytes, int]

# The generation that answers.
ACTIVE = f"(SELECT active FROM {SearchIndex._meta.db_table} WHERE id = 1)"  # noqa: S608


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


@dataclass(frozen=True, slots=True)
class Wanted:
    """``tokens``: whose lists; ``placed``: those of them whose positions too; ``languages``: whose alphabets."""

    tokens: Sequence[str]
    placed: Sequence[str] = ()
    languages: Sequence[str] = ()


def read(using: str, reader: Audience, known: Sequence[int], wanted: Wanted) -> list[Row]:
    """What is wanted, all chunks of the reader, and the generation.

    Of a chunk whose stamp is among the ``known`` the blobs are left out.
    """
    audiences = [audience.value for audience in Audience if audience <= reader]
    among = f"generation = {ACTIVE} AND audience IN ({_marks(audiences)})"
    unknown = f"stamp NOT IN ({_marks(known)})" if known else "TRUE"
    # The first branch has real columns in every place: from it PostgreSQL takes the types of the others' NULLs.
    parts = [
        f"SELECT {CHUNK}, languages, number, CASE WHEN {unknown} THEN records END, "  # noqa: S608
        f"CASE WHEN {unknown} THEN facets END, stamp FROM {SearchChunk._meta.db_table} WHERE {among}"
    ]
    parameters: list[Any] = [*known, *known, *audiences]
    if wanted.tokens:
        parts.append(
            f"SELECT {POSTING}, token, chunk, ordinals, impacts, 0 "  # noqa: S608
            f"FROM {SearchPosting._meta.db_table} WHERE {among} AND token IN ({_marks(wanted.tokens)})"
        )
        parameters += [*audiences, *wanted.tokens]
    if wanted.placed:
        parts.append(
            f"SELECT {POSITIONS}, token, chunk, ordinals, positions, 0 "  # noqa: S608
            f"FROM {SearchPosting._meta.db_table} WHERE {among} AND token IN ({_marks(wanted.placed)})"
        )
        parameters += [*audiences, *wanted.placed]
    if wanted.languages:
        parts.append(
            f"SELECT {TITLES}, language, chunk, ordinals, keys, 0 "  # noqa: S608
            f"FROM {SearchTitles._meta.db_table} WHERE {among} AND language IN ({_marks(wanted.languages)})"
        )
        parameters += [*audiences, *wanted.languages]
    parts.append(
        f"SELECT {GENERATION}, dictionary, chunk_size, NULL, NULL, 0 "  # noqa: S608
        f"FROM {SearchGeneration._meta.db_table} WHERE id = {ACTIVE}"
    )
    return _fetch(using, " UNION ALL ".join(parts), parameters)


def _fetch(using: str, sql: str, parameters: list[Any]) -> list[Row]:
    connection = connections[using]
    if connection.vendor == "postgresql":
        import psycopg

        connection.ensure_connection()
        # Django's cursor binds on the client, which cannot have binary results; this one binds on the server.
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(sql, parameters, binary=True, prepare=False)
            return list(cursor.fetchall())
    with connection.cursor() as wrapper:
        wrapper.execute(sql, parameters)
        return list(wrapper.fetchall())
