"""Forms as a browser would send them."""

from typing import Any

import lxml.html


def form_data(html: str, form_id: str = "page-edit-form") -> dict[str, Any]:
    """What a browser would send for the form with this id, untouched. Repeated names become lists."""
    form: Any = lxml.html.fromstring(html).get_element_by_id(form_id)
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        if name in data:
            data[name] = [*(data[name] if isinstance(data[name], list) else [data[name]]), value]
        else:
            data[name] = value
    return data
