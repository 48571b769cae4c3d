import pytest

from search.lemmas.building import build
from search.lemmas.tries import RELEASE

# Small ones, in three alphabets: Slovenian, Albanian, Greek, and Bulgarian.
BUILT = ("sl", "sq", "el", "bg")


@pytest.fixture(scope="session")
def built_tries(tmp_path_factory):
    """A folder with tries, built once: never the one of a site."""
    folder = tmp_path_factory.mktemp("tries")
    (folder / RELEASE).mkdir()
    for name in BUILT:
        build(name, folder / RELEASE / f"{name}.trie")
    return folder


@pytest.fixture
def tries(built_tries, settings):
    settings.LEMMA_TRIES_DIR = built_tries
    settings.LEMMA_LANGUAGES = list(BUILT)
    return built_tries / RELEASE
