"""Forms as a browser would send them."""

from collections.abc import Iterator
from typing import Any

import lxml.html


def form_data(html: str, form_id: str = "page-edit-form") -> dict[str, Any]:
    """What a browser would send for the form with this id, untouched. Repeated names become lists."""
    form: Any = lxml.html.fromstring(html).get_element_by_id(form_id)
    data: dict[str, Any] = {}
    for name, value in _values(form):
        data[name] = [*data.get(name, []), value]
    return {name: values if len(values) > 1 else values[0] for name, values in data.items()}


def _values(form: Any) -> Iterator[tuple[str, str]]:
    for field in form.iter("input", "textarea", "select"):
        name = field.get("name")
        if not name or field.get("disabled") is not None:
            continue
        if field.tag == "select":
            yield from (
                (name, option.get("value", "")) for option in field.iter("option") if "selected" in option.attrib
            )
        elif field.tag == "textarea":
            yield name, field.text or ""
        elif field.get("type") in ("checkbox", "radio"):
            if "checked" in field.attrib:
                yield name, field.get("value", "on")
        elif field.get("type") not in ("submit", "button", "file", "image"):
            yield name, field.get("value", "")
