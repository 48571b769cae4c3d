import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from practices.importing.report import Report
from practices.importing.run import run
from tests.kb.conftest import databases, postgresql_url

__all__ = ["databases", "postgresql_url"]


@pytest.fixture
def record() -> Callable[..., dict[str, Any]]:
    """A complete record of the import format; keyword arguments replace its fields, ``None`` by JSON's null."""

    def make(source_id: str = "one", **fields: Any) -> dict[str, Any]:
        return {
            "id": f"sample-{source_id}",
            "source": "sample",
            "source_id": source_id,
            "source_url": f"https://example.org/{source_id}",
            "licence": "CC BY 4.0",
            "attribution": "The sample network",
            "title": "Neighbours mend bicycles",
            "text_lang": "en",
            "texts": {"en": "Once a month neighbours repair bicycles together in a yard."},
            **fields,
        }

    return make


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes records (or raw bytes) as the lines of a file."""

    def make(*lines: dict[str, Any] | bytes, name: str = "practices.jsonl") -> Path:
        path = tmp_path / name
        raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=True).encode() for line in lines]
        path.write_bytes(b"".join(line + b"\n" for line in raw))
        return path

    return make


@pytest.fixture
def imported(file: Callable[..., Path]) -> Callable[..., Report]:
    """Imports these lines."""

    def make(*lines: dict[str, Any] | bytes, **options: Any) -> Report:
        return run([file(*lines)], **options)

    return make
