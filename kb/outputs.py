"""Every way in which something of a page leaves the site: the one list. Each asks kb.care, and has a test of that.

A test that shows it is marked with the output's name, ``@pytest.mark.care("page")``; tests/kb/test_outputs.py fails
where an output has none. A system check fails where an address of the site is in neither list below: a new one is put
into the first with an output, or into the second if nothing of a page can be seen at it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """``shows`` says what readers get. ``addresses`` are the names of the URL patterns that give it out, if any."""

    name: str
    shows: str
    addresses: frozenset[str] = frozenset()


OUTPUTS: tuple[Output, ...] = (
    Output("page", "a page, in any language", frozenset({"wagtail_serve"})),
    Output("attribution", "source, organisation and contact on a page"),
    Output("head", "what machines read of a page: description, Open Graph, structured data"),
    Output("picture", "the picture that is drawn of a page for whoever shares its address", frozenset({"picture"})),
    Output("list", "entries of the home page, of index pages and of related pages"),
    Output("link", "a link in a text, in the navigation and in the footer"),
    Output("sitemap", "the addresses that search engines are told of", frozenset({"sitemap", "sitemap_part"})),
    Output("not found", "the other languages of an address that has no page"),
    Output("taken down", "that the page of an address was deleted or unpublished"),
    Output("redirect", "where the page of an old address is now"),
    Output("image", "an image as it was uploaded", frozenset({"media"})),
    Output("rendition", "an image in another size", frozenset({"media"})),
    Output("document", "a file", frozenset({"media", "wagtaildocs_serve"})),
    Output("result", "the hits of a search", frozenset({"search"})),
    Output("counts", "how many pages there are of something", frozenset({"search"})),
    Output("theme", "the practices, methods, countries and events of a theme, and how many there are"),
    Output("snippet", "a part of a page's text in a hit", frozenset({"search"})),
    Output("search document", "what is kept for the search, and what a query can match"),
    Output("search command", "manage.py search, as text and as JSON"),
)

# Nothing of a page's content is there: the choice of a language, a term's name, the state of the site, asking for a
# password, the components of the templates with sample words.
WITHOUT_CONTENT = frozenset(
    {
        "root",
        "favicon",
        "manifest",
        "site_picture",
        "theme_picture",
        "health",
        "robots",
        "sign_in",
        "sign_out",
        "forgotten_password",
        "forgotten_password_in_admin",
        "password_mailed",
        "new_password",
        "password_changed",
        "style",
        "style_in",
        "style_broken",
        "wagtailcore_authenticate_with_password",
        "wagtailcore_login",
        "wagtaildocs_authenticate_with_password",
    }
)
