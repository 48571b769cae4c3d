"""How often a page reads the cache, which is a folder of files in production: not once more for each entry."""

import pytest
from django.core.cache.backends.filebased import FileBasedCache

from search.indexing import indexer
from tests.public.conftest import MAKERS, in_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads(client, settings, tmp_path, monkeypatch):
    """The keys that a second request for an address reads."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    read: list[str] = []
    real = FileBasedCache.get

    def get(self, key, *args, **kwargs):
        read.append(key)
        return real(self, key, *args, **kwargs)

    monkeypatch.setattr(FileBasedCache, "get", get)

    def counted(url):
        client.get(url)
        read.clear()
        assert client.get(url).status_code == 200
        return list(read)

    return counted


LISTS = ["/en/search/", "/en/search/?view=table", "/en/practices/", "/en/events/", "/en/", "/sitemap-pages.xml"]


def test_a_list_reads_the_cache_no_more_for_more_entries(reads):
    for make in MAKERS.values():
        in_language(make(), "el")
    indexer().sweep()
    before = {url: reads(url) for url in LISTS}
    for make in MAKERS.values():
        for language in ("el", "tr"):
            in_language(make(), language)
    indexer().sweep()
    after = {url: reads(url) for url in LISTS}
    assert {url: keys for url, keys in after.items() if not len(keys) <= len(before[url]) <= 3} == {}
