"""The lock between real processes."""

import signal
import subprocess
import sys

import pytest

from kb.locks import exclusive
from tests.kb.sites import ROOT, Databases

HOLD = (
    "import django, sys; django.setup()\n"
    "from kb.locks import exclusive\n"
    "with exclusive('work') as taken:\n"
    "    print(taken, flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.mark.django_db
def test_one_holder_at_a_time_per_name():
    with exclusive("work") as first, exclusive("work") as second, exclusive("other") as other:
        assert (first, second, other) == (True, False, True)
    with exclusive("work") as again:
        assert again


@pytest.mark.services
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_killed_process_frees_its_lock(databases: Databases, vendor):
    site = databases.unmigrated(vendor)

    def start() -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD],
            cwd=ROOT,
            env=site.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        return process, process.stdout.readline().strip()

    holder, taken = start()
    assert taken == "True"
    second, taken_too = start()
    assert taken_too == "False"
    second.communicate()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    third, free_again = start()
    third.communicate()
    assert free_again == "True"
