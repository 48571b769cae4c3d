"""Pages are compressed for those who ask for it; nothing else is touched."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse

from kb.middleware import PageCompressionMiddleware

LONG = b"<p>words</p>" * 200


def answered(rf, response, encoding="gzip"):
    return PageCompressionMiddleware(lambda request: response)(rf.get("/", headers={"Accept-Encoding": encoding}))


def test_a_page_is_compressed_for_who_can_read_it(rf):
    found = answered(rf, HttpResponse(LONG))
    assert found["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.content) == LONG
    assert "Accept-Encoding" in found["Vary"]
    assert answered(rf, HttpResponse(LONG), "identity").content == LONG


@pytest.mark.parametrize("kind", ["application/pdf", "image/webp"])
def test_files_are_left_as_they_are(rf, tmp_path, kind):
    (tmp_path / "file").write_bytes(LONG)
    found = answered(rf, FileResponse((tmp_path / "file").open("rb"), content_type=kind))
    assert "Content-Encoding" not in found
    assert b"".join(found) == LONG


def test_a_site_compresses_its_pages(client, db):
    found = client.get("/en/search/", headers={"Accept-Encoding": "gzip"})
    assert found["Content-Encoding"] == "gzip"
    assert b"search-form" in gzip.decompress(found.content)
