"""The sections of a page: declared once by its type, shown where they have something to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import strip_tags
from wagtail.fields import RichTextField

from kb.reading import Reading, label


@dataclass(frozen=True)
class Section:
    """A section's anchor, its title, and the fields and child relations that it shows, in order.

    ``template`` draws it; by default each field follows under its own name.
    """

    anchor: str
    title: Any
    fields: Sequence[str]
    template: str = "components/parts.html"
    # Drawn as part of another place (the box above the story), but with its entry in the section navigation.
    is_apart: bool = False


@dataclass(frozen=True)
class Part:
    """One field of a section, with something in it."""

    field: str
    label: Any
    value: Any
    is_rich: bool
    is_changed: bool
    is_for_members: bool
    # Of a relation: how many rows the original has in addition, which this translation does not have yet.
    missing: int = 0


@dataclass(frozen=True)
class ShownSection:
    """A section that has parts."""

    section: Section
    parts: Sequence[Part]

    @property
    def is_changed(self) -> bool:
        return any(part.is_changed for part in self.parts)

    @cached_property
    def part(self) -> dict[str, Part]:
        """The parts by field, for templates that place them themselves."""
        return {part.field: part for part in self.parts}


def shown(sections: Iterable[Section], reading: Reading) -> list[ShownSection]:
    """Those of ``sections`` that have something for this reader, with what they have."""
    found = ((section, [part for name in section.fields if (part := _part(reading, name))]) for section in sections)
    return [ShownSection(section, parts) for section, parts in found if parts]


def _part(reading: Reading, name: str) -> Part | None:
    field = reading.page._meta.get_field(name)
    is_rows = field.one_to_many
    value: Any = reading.rows(name) if is_rows else getattr(reading.page, name)
    if not (value if is_rows else strip_tags(value or "").replace("\xa0", " ").strip()):
        return None
    return Part(
        field=name,
        label=label(reading.page, name),
        value=value,
        is_rich=isinstance(field, RichTextField),
        is_changed=name in reading.changed,
        is_for_members=name in reading.page.members_only_fields,
        missing=reading.missing_rows(name, value) if is_rows else 0,
    )
