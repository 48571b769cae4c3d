from search.checks import check_index_pages, facet_errors, index_errors
from search.facets import FACETS, Facet, Shape


def faults(*facets):
    return [error.id for error in facet_errors(facets)]


def test_the_facets_of_the_site_are_well_declared():
    assert facet_errors(FACETS) == []


def test_a_facet_without_a_scheme_is_named():
    [error] = facet_errors((Facet("weather", "Weather"),))
    assert error.id == "search.E002"
    assert "“weather” has no scheme" in error.msg


def test_a_facet_that_is_there_twice():
    assert faults(Facet("theme", "Theme"), Facet("theme", "Again")) == ["search.E001"]


def test_a_tree_of_a_flat_scheme():
    assert faults(Facet("format", "Format", Shape.TREE)) == ["search.E003"]


def test_an_attribute_needs_no_scheme():
    assert faults(Facet("year", "Year", Shape.RANGE)) == []


def test_the_index_pages_of_the_site_are_of_kinds_that_can_be_found():
    assert check_index_pages(None) == []


def test_an_index_page_of_an_unknown_kind_is_named():
    [error] = index_errors([("WeatherIndexPage", "weather"), ("MethodIndexPage", "")])
    assert error.id == "search.E004"
    assert "WeatherIndexPage is the result page of “weather”" in error.msg
