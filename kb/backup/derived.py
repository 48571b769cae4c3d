"""Tables that hold nothing of their own. A backup leaves them out; a restore empties them and names what fills them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Derived:
    """``rebuilt_by`` is a management command with its arguments; not ``emptied`` is what a trigger keeps."""

    rebuilt_by: str
    emptied: bool = True


_derived: dict[str, Derived] = {
    # Wagtail's own search: its columns differ from one database to the other.
    "wagtailsearch_indexentry": Derived("update_index"),
    "wagtailsearch_indexentry_fts": Derived("update_index", emptied=False),
}


def declare_derived(table: str, *, rebuilt_by: str) -> None:
    """Keeps ``table`` out of backups. Called in ``AppConfig.ready()``; a later call replaces an earlier one."""
    _derived[table] = Derived(rebuilt_by)


def derived_tables() -> dict[str, Derived]:
    return dict(_derived)
