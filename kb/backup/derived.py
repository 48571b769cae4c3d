"""Tables that a backup leaves out: what others rebuild, and what is nobody's content. A restore empties them and names
what fills them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Derived:
    """``rebuilt_by``: a management command with its arguments, or nothing; not ``emptied`` is what a trigger keeps."""

    rebuilt_by: str = ""
    emptied: bool = True


_derived: dict[str, Derived] = {
    # Whoever has the key of a session is signed in with it.
    "django_session": Derived(),
    # Wagtail's own search: its columns differ from one database to the other.
    "wagtailsearch_indexentry": Derived("update_index"),
    "wagtailsearch_indexentry_fts": Derived("update_index", emptied=False),
}


def declare_derived(table: str, *, rebuilt_by: str) -> None:
    """Keeps ``table`` out of backups. Called in ``AppConfig.ready()``; a later call replaces an earlier one."""
    _derived[table] = Derived(rebuilt_by)


def derived_tables() -> dict[str, Derived]:
    return dict(_derived)
