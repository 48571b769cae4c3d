"""Taking an organisation's name out of what is shown, in every language, before anybody has reworded anything."""

import re

from wagtail.models import Page

from kb.models import BasePage
from kb.slugs import available_slug, slugify
from taxonomy.directory import directory
from taxonomy.enums import Scheme
from translation import paths

# Stands where the name stood.
WITHHELD = "[…]"


def organisation_names(original: BasePage) -> list[str]:
    """The labels, in all languages, of the organisations that ``original`` carries, longest first."""
    known = directory()
    entries = (known.get(row.term_id) for row in original.page_terms.all())
    names = {
        text for entry in entries if entry and entry.scheme == Scheme.ORGANISATION for _l, _k, text in entry.labels
    }
    return sorted(names, key=len, reverse=True)


def without_names(text: str, names: list[str]) -> str:
    """``text`` with each of the names replaced, as whole words, whatever their case."""
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, text, flags=re.IGNORECASE)
    return text


def reword_addresses(original: BasePage) -> None:
    """Gives every page of the set whose address has the organisation's name in it another one, without."""
    names = organisation_names(original)
    for page in Page.objects.filter(translation_key=original.translation_key).select_related("locale"):
        language = page.locale.language_code
        told = {slug for name in names for slug in (slugify(name, language), slugify(name, "en")) if slug}
        if any(slug in page.slug for slug in told):
            specific = page.specific
            title = specific.title
            specific.title = without_names(title, names).replace(WITHHELD, "")
            specific.slug = available_slug(specific)
            specific.title = title
            specific.save(clean=False)


def conceal_organisation(page: BasePage, original: BasePage) -> None:
    """Step of ``kb.care.conceal``: the name goes from every text, the terms go from the page."""
    names = organisation_names(original)
    for path, text in paths.texts(page).items():
        if text and names:
            paths.set_text(page, path, without_names(text, names))
    if page.pk != original.pk or names:
        known = directory()
        page.page_terms = [
            row
            for row in page.page_terms.all()
            if (entry := known.get(row.term_id)) is None or entry.scheme != Scheme.ORGANISATION
        ]
