"""The command, as it is used in a shell."""

import os

import pytest
from django.core.management import call_command


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_reader_who_has_seen_enough_is_no_error(arguments):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as out:
        call_command("search", "soup", *arguments, stdout=out)
        # What was still to be written has gone nowhere, and the output can be closed like any other.
        out.flush()
        assert not out.closed
