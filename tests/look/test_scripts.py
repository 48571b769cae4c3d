"""How much script the public pages bring."""

import re

from look.scratch import ROOT

MOST = 15_000
TEMPLATES = ROOT / "templates"
# The admin's pages bring Wagtail's script; the gallery is a file on a developer's disk.
NOT_PUBLIC = ("admin", "gallery.html")
SCRIPT = re.compile(r"<script\b([^>]*)>")
STATIC = re.compile(r"""src="{% static ['"]([^'"]+)['"] %}\"""")


def script_tags() -> list[tuple[str, str]]:
    """(template, attributes) of every script tag of the public templates."""
    found = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        if not set(path.relative_to(TEMPLATES).parts) & set(NOT_PUBLIC):
            found += [(path.name, tag) for tag in SCRIPT.findall(path.read_text(encoding="utf-8"))]
    return found


def test_our_scripts_are_small_in_all():
    sources = {name for _template, tag in script_tags() for name in STATIC.findall(tag)}
    own = [name for name in sources if not name.startswith("django_htmx/")]
    assert own
    sizes = {name: (ROOT / "static" / name).stat().st_size for name in own}
    assert sum(sizes.values()) <= MOST, sizes


def test_every_script_is_a_file_of_ours():
    tags = [(template, tag) for template, tag in script_tags() if "application/ld+json" not in tag]
    assert [(template, tag) for template, tag in tags if not STATIC.search(tag)] == []
