"""Terms inside stored content: the JSON of revisions and of translation sources."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from taxonomy.directory import directory
from taxonomy.models import Term


def term_fields(model: type[models.Model] | None) -> list[str]:
    """Names of a model's own foreign keys to a term, such as the concept that a page describes."""
    if model is None:
        return []
    return [field.name for field in model._meta.concrete_fields if field.related_model is Term]


def term_ids_in(model: type[models.Model] | None, content: dict[str, Any]) -> set[int]:
    """Ids of all terms that serialised content of the model names, resolved or not."""
    rows = content.get("page_terms") or []
    found = {row.get("term") for row in rows} | {content.get(name) for name in term_fields(model)}
    return {term_id for term_id in found if isinstance(term_id, int)}


def resolve_content(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    """The content with each merged term replaced by its successor, duplicates and unknown terms left out.

    Returns the same dictionary if nothing had to change, else a shallow copy; the argument is never altered.
    """
    changes: dict[str, Any] = {}
    current = directory()
    for name in term_fields(model):
        resolved = current.resolve(content.get(name))
        if resolved != content.get(name):
            changes[name] = resolved
    rows = content.get("page_terms")
    if rows:
        kept = list(_resolved_rows(rows))
        if kept != rows:
            changes["page_terms"] = kept
    return {**content, **changes} if changes else content


def _resolved_rows(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    current = directory()
    seen: set[int] = set()
    for row in rows:
        resolved = current.resolve(row.get("term"))
        if resolved is not None and resolved not in seen:
            seen.add(resolved)
            yield row if resolved == row["term"] else {**row, "term": resolved}
