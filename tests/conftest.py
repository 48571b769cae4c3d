"""Fixtures for every test. Which database a run is on is decided in tests/plugin.py."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation


@pytest.fixture(scope="session")
def kept_database(django_db_modify_db_settings: None) -> Any:
    """See ``tests.kept_database``; as the migrations are when the run begins."""
    from tests.kept_database import KeptDatabase

    return KeptDatabase()


@pytest.fixture(scope="session")
def django_db_keepdb(kept_database: Any, django_db_createdb: bool, django_db_use_migrations: bool) -> bool:
    """Whether the database of the run stands already: a copy of the one that a run before has kept. This stands for
    the option ``--reuse-db``, which does nothing here.
    """
    return django_db_use_migrations and not django_db_createdb and kept_database.copied()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    kept_database: Any,
    django_db_keepdb: bool,
    django_db_use_migrations: bool,
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    """What every site has, made once for all tests: the tree of each language."""
    from kb.trees import ensure_trees

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if django_db_use_migrations and not django_db_keepdb:
            kept_database.keep()
        ensure_trees()


@pytest.fixture(scope="module")
def vocabularies(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All shipped terms, once for a module: the tests' own transactions are nested in this one, which leaves nothing
    behind. For modules without tests that really commit.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabularies", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def small_sites() -> list[Any]:
    """The small site as the first test that needed it had it, to be put back for all others."""
    return []


@pytest.fixture
def small_site(transactional_db: None, settings: Any, small_sites: list[Any]) -> None:
    """For tests that need real commits, which leave an empty database behind: trees of four languages, made anew or put
    back, and what else migrations have put there that editors need.
    """
    from tests.kept_database import Snapshot

    few = [pair for pair in settings.LANGUAGES if pair[0] in ("en", "tr", "sl", "de")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = few
    if not (small_sites and small_sites[0].restore()):
        if not small_sites:
            # The first test that commits finds the site of all others, the next ones what it left: nothing.
            call_command("flush", interactive=False, verbosity=0)
        _make_small_site()
        small_sites[:] = [Snapshot()]


def _make_small_site() -> None:
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection

    from kb.trees import ensure_trees

    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    kind, _made = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(content_type=kind, codename="submit_translation")
    ensure_trees()


@pytest.fixture(autouse=True)
def _language_reset() -> Iterator[None]:
    """A test that switches the language leaves no trace in the next one."""
    yield
    translation.activate("en")
