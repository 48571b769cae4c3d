"""Taking an organisation's name out of what is shown, in every language, before anybody has reworded anything."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models

from kb.models import BasePage
from kb.slugs import available_slug, slugify
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from translation import paths
from translation.names import WITHHELD, Names

# Fields of names often hold several.
_BETWEEN_NAMES = re.compile(r"[,;/|()\[\]\r\n]+|\s[-–—]\s")
# Shorter values are seldom names, unless they are written in capitals.
_SHORTEST_NAME = 4


def organisation_names(original: BasePage, *others: BasePage) -> Names:
    """What must not be told: the labels, in all languages, of the organisations that ``original`` carries, and what
    the fields of names of it and of ``others`` (its translations) say.
    """
    pages = (original, *others)
    addresses = (
        getattr(page, name) or ""
        for page in pages
        for name in page.organisation_fields
        if isinstance(page._meta.get_field(name), models.URLField | models.EmailField)
    )
    return Names.of(_told(pages), addresses)


def _told(pages: Sequence[BasePage]) -> set[str]:
    """The names as people wrote them. The first page is the original."""
    known = directory()
    entries = (known.get(row.term_id) for row in pages[0].page_terms.all())
    labels = {
        text for entry in entries if entry and entry.scheme == Scheme.ORGANISATION for _l, _k, text in entry.labels
    }
    fields = (getattr(page, name) or "" for page in pages for name in page.organisation_name_fields)
    return labels.union(*map(_names_in, fields))


def _names_in(value: str) -> Iterator[str]:
    """The names in a field of names: parts of at least four letters, or of two to three if they are capitals."""
    for part in _BETWEEN_NAMES.split(value):
        letters = sum(character.isalpha() for character in part)
        if letters >= _SHORTEST_NAME or (letters > 1 and part.isupper()):
            yield part


def reword_addresses(original: BasePage) -> None:
    """Gives every page of the set whose address has the organisation's name in it another one, without."""
    pages = list(type(original).objects.filter(translation_key=original.translation_key).select_related("locale"))
    told = _told([original, *pages])
    names = Names.of(told)
    for page in pages:
        language = page.locale.language_code
        if Names.of(slugify(name, code) for name in told for code in (language, "en")).are_in(page.slug):
            _reword_address(page, names)


def _reword_address(page: BasePage, names: Names) -> None:
    title, page.title = page.title, names.out_of(page.title).replace(WITHHELD, "")
    slug = available_slug(page)
    page.title = title
    if slug != page.slug:
        page.slug = slug
        page.save(clean=False)


def conceal_organisation(pages: Sequence[BasePage], original: BasePage) -> None:
    """Step of ``kb.care.conceal``: the name goes from every text and every fact, the terms go from the pages."""
    # Kept: once concealed, the original does not say any more what to look for.
    names: Names | None = original.__dict__.get("_organisation_names")
    if names is None:
        names = original.__dict__["_organisation_names"] = organisation_names(original, *pages)
    known = directory()
    for page in pages:
        page.withhold = names.out_of
        _conceal(page, names)
        page.page_terms = [
            row
            for row in page.page_terms.all()
            if (entry := known.get(row.term_id)) is None or entry.scheme != Scheme.ORGANISATION
        ]


def _conceal(instance: Any, names: Names) -> None:
    """Takes the names out of what ``instance`` and its rows say, translated or the same in every language."""
    for name, field in paths.told(type(instance)):
        if field is not None:
            setattr(instance, name, _without(getattr(instance, name), field, names))
            continue
        rows = list(getattr(instance, name).all())
        for row in rows:
            _conceal(row, names)
        # Rows that are only read come anew each time; these stay.
        setattr(instance, name, rows)


def _without(value: Any, field: Any, names: Names) -> Any:
    if isinstance(value, list):
        return [names.out_of(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str):
        return value
    if isinstance(field, models.URLField | models.EmailField):
        return "" if names.are_told_by(value) else value
    return names.out_of(value, rich=paths.is_rich(field))
