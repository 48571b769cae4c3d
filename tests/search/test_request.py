"""Query strings to requests and back; nothing in an address is an error."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.enums import Sort, View
from search.parsing import Problem, Reason, parse_request
from search.request import LAST_PAGE, LONGEST_QUERY, MOST_PROBLEMS, MOST_VALUES, SearchRequest, clean_words
from search.terms import TermEntry
from tests.search.directory import DIRECTORY, MemoryDirectory

KINDS = ("practice", "method")


def parse(query_string, directory=DIRECTORY, **given_too):
    return parse_request(QueryDict(query_string), directory, "en", kinds=KINDS, **given_too)


def reasons(query_string, **given_too):
    return [(problem.parameter, problem.reason) for problem in parse(query_string, **given_too)[1]]


def codes(*allowed):
    return st.sets(st.sampled_from(allowed), min_size=1).map(lambda found: tuple(sorted(found)))


years = st.none() | st.integers(1, 9999)
requests = st.builds(
    SearchRequest,
    q=st.text(max_size=60).map(lambda text: clean_words(text)[0]),
    filters=st.fixed_dictionaries(
        {},
        optional={
            "theme": codes("migration", "refugees", "work", "water"),
            "country": codes("europe", "SI"),
            "sdg": codes("6", "6.1"),
            "kind": codes(*KINDS),
            "language": codes("en", "sl", "tr"),
            "depth": codes("record", "full"),
        },
    ),
    year_from=years,
    year_to=years,
    sort=st.sampled_from(Sort),
    view=st.sampled_from(View),
    page=st.integers(1, LAST_PAGE),
).filter(lambda request: not (request.year_from and request.year_to and request.year_from > request.year_to))


@given(requests)
def test_a_request_prints_and_parses_back_to_itself(request):
    again, problems = parse(request.query_string())
    assert again == request
    assert {problem.reason for problem in problems} <= {Reason.NOTHING_TO_SEARCH}
    assert again.query_string() == request.query_string()


names = st.sampled_from(["q", "theme", "country", "year_from", "year_to", "sort", "view", "page", "kind", "x", "year"])
junk = st.text(max_size=30) | st.sampled_from(["\0", "%ff", "١٢", "-1", "0", "9" * 5000, "refugees", "²"])


@given(st.lists(st.tuples(names | st.text(max_size=5), junk), max_size=12))
def test_junk_gives_a_request_whose_address_is_stable(pairs):
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    request, _problems = parse_request(parameters, DIRECTORY, "en", kinds=KINDS)
    again, problems = parse(request.query_string())
    assert again == request
    assert {problem.reason for problem in problems} <= {Reason.NOTHING_TO_SEARCH}


@pytest.mark.parametrize(
    ("query_string", "expected"),
    [
        ("colour=red", [("colour", Reason.UNKNOWN_PARAMETER)]),
        ("theme=nothing", [("theme", Reason.UNKNOWN_VALUE)]),
        ("theme=%00", [("theme", Reason.UNKNOWN_VALUE)]),
        ("theme=" + "a" * 100_000, [("theme", Reason.UNKNOWN_VALUE)]),
        ("q=%00water", [("q", Reason.UNREADABLE)]),
        ("q=%ffwater", [("q", Reason.UNREADABLE)]),
        ("q=" + "water+" * 20_000, [("q", Reason.TOO_LONG)]),
        ("q=!!!", [("q", Reason.NOTHING_TO_SEARCH)]),
        ("q=a&q=b", [("q", Reason.REPEATED)]),
        ("year_from=2020&year_to=2010", [("year_from", Reason.ENDS_SWAPPED)]),
        ("year_from=soon", [("year_from", Reason.UNKNOWN_VALUE)]),
        ("year_to=99999", [("year_to", Reason.UNKNOWN_VALUE)]),
        ("sort=best&view=3d", [("sort", Reason.UNKNOWN_VALUE), ("view", Reason.UNKNOWN_VALUE)]),
        ("page=zero", [("page", Reason.UNKNOWN_VALUE)]),
        ("page=0", [("page", Reason.UNKNOWN_VALUE)]),
        ("page=٢", [("page", Reason.UNKNOWN_VALUE)]),
        ("kind=recipe", [("kind", Reason.UNKNOWN_VALUE)]),
        ("theme=&q=&page=&sort=&year_from=", []),
        ("page=1000000000&theme=work", []),
    ],
)
def test_what_cannot_be_used_is_told(query_string, expected):
    assert reasons(query_string) == expected


def test_a_deep_page_is_a_page():
    assert parse("page=1000000000")[0].page == parse("page=" + "9" * 5000)[0].page == LAST_PAGE
    assert parse("page=0000000002")[0].page == 2


def test_a_long_query_keeps_its_beginning():
    request, _problems = parse("q=" + "water+" * 20_000)
    assert len(request.q) <= LONGEST_QUERY
    assert request.q.startswith("water water")


def test_too_many_values_and_parameters_are_cut():
    directory = MemoryDirectory([TermEntry(number, "theme", f"t{number}") for number in range(1, 500)])
    query_string = "&".join(f"theme=t{number}" for number in range(1, 100))
    request, problems = parse(query_string, directory)
    assert len(request.chosen("theme")) == MOST_VALUES
    assert problems == [Problem("theme", "t41", Reason.TOO_MANY)]
    _request, problems = parse("&".join(f"x{number}=1" for number in range(900)))
    assert len(problems) == MOST_PROBLEMS


def test_a_merged_code_leads_to_its_replacement():
    request, problems = parse("theme=asylum&theme=refugees")
    assert (request.query_string(), problems) == ("theme=refugees", [])


def test_the_kind_of_the_address_is_not_chosen():
    request, problems = parse("kind=method", kind="practice")
    assert (request.kind, request.filters, request.query_string()) == ("practice", {}, "")
    assert problems == [Problem("kind", "", Reason.UNKNOWN_PARAMETER)]


def test_chips_and_links_change_one_thing_and_go_to_the_first_page():
    request, _problems = parse("q=water&theme=work&page=3&year_from=2010")
    assert request.removing("theme", "work").query_string() == "q=water&year_from=2010"
    assert request.clearing("year").query_string() == "q=water&theme=work"
    assert request.cleared().query_string() == "q=water"
    assert request.on_page(2).query_string() == "q=water&theme=work&year_from=2010&page=2"
