from datetime import timedelta

import pytest
from django.utils import timezone

from kb import health
from kb.health import Part
from kb.models import TickRecord
from kb.models.tick import TickOutcome
from tests.kb.sites import Databases, Place

ASK = (
    "from django.test import Client; response = Client().get('/health/', headers={'host': 'localhost'});"
    "print(response.status_code, response.text)"
)


@pytest.fixture
def ticked(db: None) -> TickRecord:
    now = timezone.now()
    return TickRecord.objects.create(name="sweep", started_at=now, ended_at=now, outcome=TickOutcome.DONE)


@pytest.fixture(autouse=True)
def _parts_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other apps register is tested there."""
    monkeypatch.setattr(health, "_parts", {"tick": health.tick_health})


def test_all_well(client, ticked, settings, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "version": "0.1.0",
        "database": {"ok": True, "engine": response.json()["database"]["engine"], "state": "ready"},
        "tick": {"ok": True, "last_run": ticked.started_at.isoformat(), "late": False, "failing": []},
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"started_at": timezone.now() - timedelta(hours=1)}, {"late": True, "failing": []}),
        ({"outcome": TickOutcome.FAILED, "problems": ["secret"]}, {"late": False, "failing": ["sweep"]}),
    ],
)
def test_a_late_or_failing_tick_degrades_but_readers_are_served(client, ticked, change, expected):
    TickRecord.objects.update(**change)
    response = client.get("/health/")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert expected.items() <= response.json()["tick"].items()
    assert "secret" not in response.text


def test_no_tick_yet_is_late(client, db):
    assert client.get("/health/").json()["tick"] == {"ok": False, "last_run": None, "late": True, "failing": []}


def test_a_part_of_another_app(client, ticked, caplog):
    health.health_part("search")(lambda: Part(True, {"documents": 3}))
    assert client.get("/health/").json()["search"] == {"ok": True, "documents": 3}

    def broken() -> Part:
        raise RuntimeError("postgresql://name:password@host/")

    health.health_part("search")(broken)
    response = client.get("/health/")
    assert (response.status_code, response.json()["search"]) == (200, {"ok": False, "state": "unknown"})
    assert "password" not in response.text
    assert "The health of search could not be asked." in caplog.text


def test_only_reading_is_answered(client):
    assert client.post("/health/").status_code == 405


@pytest.mark.services
@pytest.mark.parametrize(
    "address", ["postgresql://ana:hers@127.0.0.1:1/kb", "sqlite:////no/such/folder/kb.sqlite3"], ids=["server", "file"]
)
def test_an_unreachable_database(tmp_path, address):
    status, _space, body = Place(address, tmp_path).run(ASK).partition(" ")
    assert status == "503"
    assert '"state": "unreachable"' in body
    assert '"tick": {"ok": false, "state": "not asked"}' in body
    assert "hers" not in body
    assert "127.0.0.1" not in body
    assert "folder" not in body


@pytest.mark.services
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_missing_migrations(databases: Databases, vendor):
    status, _space, body = databases.unmigrated(vendor).run(ASK).partition(" ")
    assert status == "503"
    assert '"state": "migrations missing"' in body
