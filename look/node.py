"""Programs of npm that measure the pages: pinned in package.json, installed into ``var/node`` by `make node`."""

from pathlib import Path

from look.browsing import MissingToolError
from look.scratch import ROOT

FOLDER = ROOT / "var" / "node" / "node_modules"


def module_path(name: str) -> Path:
    """The folder of the package ``name``. Raises ``MissingToolError`` where it is not installed."""
    path = FOLDER / name
    if not path.is_dir():
        raise MissingToolError(f"The npm package {name} is missing: `make node` installs it (it needs npm).")
    return path
