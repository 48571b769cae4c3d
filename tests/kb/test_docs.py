"""Files that the documents link to are there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LEFT_OUT = {".venv", "var", ".git"}
DOCUMENTS = sorted(path for path in ROOT.rglob("*.md") if LEFT_OUT.isdisjoint(path.relative_to(ROOT).parts))
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_files_lead_to_files(document):
    links = [link.partition("#")[0] for link in LINK.findall(document.read_text())]
    missing = [link for link in links if link and "://" not in link and not (document.parent / link).exists()]
    assert missing == []


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("0*.md")}
