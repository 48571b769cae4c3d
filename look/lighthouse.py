"""Lighthouse (npm) on pages of a served site, with its profile of a phone: scores, largest paint, shift, weight."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from look.browsing import MissingToolError, chromium_path
from look.node import module_path

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


@dataclass(frozen=True)
class Measured:
    """One page: ``scores`` from 0 to 100 by category, largest paint in milliseconds (with the phone's slow network and
    processor simulated), layout shift without unit, bytes as they came over the wire, number of requests.

    ``failed``: the titles of the audits that cost a point.
    """

    name: str
    scores: dict[str, int]
    paint: float
    shift: float
    weight: int
    requests: int
    failed: tuple[str, ...]


class LighthouseError(RuntimeError):
    """Lighthouse gave no report: what it said."""


def measure(name: str, url: str, folder: Path) -> Measured:
    """Measures ``url``; the report stays in ``folder`` as HTML and JSON.

    Raises ``MissingToolError`` without Node, Chromium or Lighthouse, ``LighthouseError`` if it gives no report.
    """
    node = shutil.which("node")
    if not node:
        raise MissingToolError("Node is missing: install it (Debian: apt-get install nodejs npm).")
    program = module_path("lighthouse") / "cli" / "index.js"
    report = folder / f"lighthouse-{name}"
    command = [
        node, str(program), url, "--quiet", "--form-factor=mobile", f"--chrome-flags={_FLAGS}",
        f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--output=html", f"--output-path={report}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise LighthouseError(f"Lighthouse failed on {url}:\n{result.stderr}")
    return read(name, json.loads(Path(f"{report}.report.json").read_text(encoding="utf-8")))


def read(name: str, report: dict[str, Any]) -> Measured:
    """The figures of a report."""
    audits, categories = report["audits"], report["categories"]
    requests = audits["network-requests"]["details"]["items"]
    graded = {ref["id"] for category in categories.values() for ref in category["auditRefs"] if ref["weight"]}
    failed = [audits[each] for each in sorted(graded) if audits[each]["score"] is not None]
    return Measured(
        name=name,
        scores={key: round(100 * (categories[key]["score"] or 0)) for key in CATEGORIES},
        paint=float(audits["largest-contentful-paint"]["numericValue"]),
        shift=float(audits["cumulative-layout-shift"]["numericValue"]),
        weight=sum(int(item.get("transferSize") or 0) for item in requests),
        requests=len(requests),
        failed=tuple(f"{audit['id']}: {audit['title']}" for audit in failed if audit["score"] < 1),
    )
