"""The Nu HTML checker over many pages in one run."""

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from look.browsing import MissingToolError
from look.node import module_path

# Its messages of these types are errors; others are advice.
_ERRORS = ("error", "non-document-error")


def faults(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """The errors of each page that has any. ``pages``: HTML by name; ``folder`` takes it as files.

    Raises ``MissingToolError`` without Java or the checker (npm ``vnu-jar``).
    """
    java = shutil.which("java")
    if not java:
        raise MissingToolError("Java is missing: install it (Debian: apt-get install default-jre-headless).")
    jar = module_path("vnu-jar") / "build" / "dist" / "vnu.jar"
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        names[file.as_uri()] = name
    command = [java, "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(result.stderr)["messages"]:
        if message["type"] in _ERRORS:
            line, extract = message.get("lastLine", "?"), " ".join(message.get("extract", "").split())
            url = message["url"].replace("file:/", "file:///") if "///" not in message["url"] else message["url"]
            found[names.get(url, url)].append(f"line {line}: {message['message']} … {extract[:160]}")
    return dict(found)
