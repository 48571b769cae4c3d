"""Questions about the languages of the site, answered from the one setting."""

from django.conf import settings

from kb.settings.languages import INTERFACE_LANGUAGES


def content_languages() -> list[tuple[str, str]]:
    """Code and own name of every content language. A callable, so that a new language needs no migration."""
    return list(settings.LANGUAGES)


def language_name(code: str) -> str:
    """A language's own name, for example “Türkçe”; the code itself for a language the site does not have."""
    return dict(settings.LANGUAGES).get(code, code)


def interface_language(code: str) -> str:
    """The interface's language for a reader of ``code``: that one if it is translated, else English."""
    return code if code in INTERFACE_LANGUAGES else "en"
