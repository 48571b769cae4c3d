"""The content languages: the one place where a language is added.

A language is one line here and one run of ``manage.py site_trees``. Codes are lower-case BCP 47; the second
value is the language's own name, which readers of it recognise.
"""

CONTENT_LANGUAGES: list[tuple[str, str]] = [
    ("en", "English"),
    ("tr", "Türkçe"),
    ("sl", "Slovenščina"),
    ("sv", "Svenska"),
    ("bg", "Български"),
    ("el", "Ελληνικά"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("cs", "Čeština"),
    ("sk", "Slovenčina"),
]

# The languages that the interface is translated into, completely. Readers of the others get an English
# interface, marked as English, around texts in their own language.
INTERFACE_LANGUAGES: list[str] = ["en", "tr"]

# Languages without pages whose words the search knows too: readers of the networks' countries search in them.
FURTHER_SEARCH_LANGUAGES: list[str] = ["sr", "mk", "sq", "uk", "pl"]
