"""Judged queries: the measures by hand-made cases, the files with what is wrong in them, and the shipped set."""

import math
from collections import Counter
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from practices.models import ImportRecord
from search.evaluation import JudgedQuery, JudgedSetError, Measured, Measures, grouped, measure, read
from search.management.commands.evaluate_search import JUDGED

A, B, C, D = (UUID(int=number) for number in range(1, 5))
QUERY = JudgedQuery("plain-en-1", "en", "water", {A: 2, B: 1})


def test_a_query_is_measured_by_its_first_relevant_hit_and_its_gain():
    best = 3 + 1 / math.log2(3)
    assert measure(QUERY, [A, B]) == Measured(QUERY, 1, 1.0)
    found = measure(QUERY, [C, B, A])
    assert found.rank == 2
    assert math.isclose(found.gain, (1 / math.log2(3) + 3 / math.log2(4)) / best)
    assert measure(QUERY, [C, D]) == Measured(QUERY, None, 0.0)
    assert measure(QUERY, [C] * 10 + [A]).rank is None


def test_measures_are_averages():
    found = Measures.of([Measured(QUERY, 1, 1.0), Measured(QUERY, 3, 0.5), Measured(QUERY, None, 0.0)])
    assert (found.queries, found.hit_1, found.hit_3, found.hit_10) == (3, 1 / 3, 2 / 3, 2 / 3)
    assert math.isclose(found.reciprocal_rank, (1 + 1 / 3) / 3)
    assert math.isclose(found.gain, 0.5)
    with pytest.raises(ValueError, match="no query"):
        Measures.of([])
    assert list(grouped([Measured(QUERY, 1, 1.0)], lambda query: query.kind)) == ["plain"]


@pytest.fixture
def files(tmp_path):
    def write(queries, relevant):
        (tmp_path / "q.tsv").write_text(queries)
        (tmp_path / "r.tsv").write_text(relevant)
        return tmp_path / "q.tsv", tmp_path / "r.tsv"

    return write


@pytest.mark.django_db
def test_reads_what_is_on_the_site_and_tells_what_is_not(files):
    ImportRecord.objects.create(source="s", source_id="r1", translation_key=A)
    queries, missing = read(
        *files("q1\ten\twater\nq2\ttr\tsu\n\nq3\ten\tfire\n", "q1\tr1\t2\nq1\tgone\t1\nq2\tr1\t0\n")
    )
    assert queries == [JudgedQuery("q1", "en", "water", {A: 2})]
    assert missing == [
        "gone: no page of this site",
        "q2: nothing on this site is relevant to it",
        "q3: nothing on this site is relevant to it",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("queries", "relevant", "message"),
    [
        ("q1\ten\twater\n", "q1\tr1\tvery\n", r"r\.tsv, line 1: “very” is no grade"),
        ("q1\ten\n", "q1\tr1\t1\n", r"q\.tsv, line 1: 3 cells with tabs"),
        ("q1\ten\twater\nq1\ten\tfire\n", "q1\tr1\t1\n", r"q\.tsv, line 2: there is another query “q1”"),
    ],
)
def test_says_which_line_cannot_be_used(files, queries, relevant, message):
    with pytest.raises(JudgedSetError, match=message):
        read(*files(queries, relevant))


@pytest.mark.django_db
def test_files_that_cannot_be_read_and_sites_without_records_are_told(files, tmp_path, capsys):
    with pytest.raises(CommandError, match=r"nowhere\.tsv cannot be read"):
        call_command("evaluate_search", relevant=tmp_path / "nowhere.tsv")
    latin = tmp_path / "latin.tsv"
    latin.write_bytes("q1\ten\tcafé\n".encode("latin-1"))
    with pytest.raises(CommandError, match="is not in UTF-8"):
        call_command("evaluate_search", relevant=latin)
    with pytest.raises(CommandError, match="import the records first"):
        call_command("evaluate_search")


def test_the_shipped_set_has_many_queries_of_every_kind_in_many_languages():
    queries = [line.split("\t") for line in (JUDGED / "queries.tsv").read_text().splitlines()]
    relevant = [line.split("\t") for line in (JUDGED / "relevant.tsv").read_text().splitlines()]
    assert len(queries) == len({query[0] for query in queries}) >= 300
    kinds = Counter(query[0].partition("-")[0] for query in queries)
    assert kinds.keys() >= {"plain", "cross", "inflected", "accentless", "misspelt", "thesaurus", "sentence", "name"}
    assert len({query[1] for query in queries}) >= 10
    assert {line[0] for line in relevant} == {query[0] for query in queries}
    assert len({(line[0], line[1]) for line in relevant}) == len(relevant)
    assert {line[2] for line in relevant} <= {"1", "2"}
