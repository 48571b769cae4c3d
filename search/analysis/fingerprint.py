"""What the tokens of an index depend on besides the texts."""

from django.conf import settings

from search.analysis.stemmers import VERSION
from search.lemmas import is_built
from search.lemmas.tries import RELEASE

# Counted up with every change of this package that gives a text other tokens.
FORMAT = 1


def fingerprint() -> str:
    """Differs when an index made before is to be made anew: other rules, another release of a part, dictionaries that
    were not built then."""
    built = ",".join(sorted(language for language in settings.LEMMA_LANGUAGES if is_built(language)))
    return f"{FORMAT} snowball-{VERSION} {RELEASE} {built}"
