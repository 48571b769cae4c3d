"""Headers that browsers get, per kind of address."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from users.models import User

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split("; ")]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("address", ["/en/", "/en/nothing-here/", "/health/"])
def test_public_addresses_allow_our_own_files_and_nothing_else(client, address):
    found = policy(client.get(address))
    assert found["default-src"] == ["'none'"]
    assert found["object-src"] == found["base-uri"] == ["'none'"]
    allowed = {value for values in found.values() for value in values}
    assert allowed == {"'none'", "'self'"}


def test_the_admin_alone_may_have_inline_scripts_and_styles(client):
    client.force_login(User.objects.create_superuser("ana@example.org"))
    response = client.get("/admin/")
    assert response.status_code == 200
    found = policy(response)
    assert found["script-src"] == found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert found["default-src"] == ["'none'"]
    allowed = {value for values in found.values() for value in values}
    assert allowed == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}


def test_a_document_can_do_nothing_in_the_browser(client):
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"<script>", "plan.html"))
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_who_asks_for_another_host_gets_the_policy_too(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    response = client.get("/en/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert policy(response)["default-src"] == ["'none'"]
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/en/", "/admin/login/", "/health/"])
def test_the_other_headers(client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


SECRETS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "token of a service": re.compile(r"\b(?:ghp_|gho_|github_pat_|glpat-|xox[abp]-|sk_live_|AKIA)[A-Za-z0-9_-]{16,}"),
    "password in an address": re.compile(r"\b[a-z+]+://[^\s:/@'\"{}]+:(?!PASSWORD@|hers@|password@)[^\s:/@'\"{}]+@"),
    "long random value": re.compile(
        r"(?i)(?:secret|password|passwd|token|api_?key)\w*[\"']?\s*[=:]\s*[\"']?(?=\S*\d)(?=\S*[a-zA-Z])[A-Za-z0-9_+/!@#$%^&*=-]{20,}"
    ),
}


def secrets_in(text: str) -> list[str]:
    return [name for name, pattern in SECRETS.items() if pattern.search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE " + "KEY-----",
        "ghp_" + "a1B2c3D4" * 4,
        "postgresql://kb:" + "s3same@db.example.org/kb",
        "KB_SECRET_KEY=" + "Zk3v9QpLw8xT2mNs4bYc6" * 2,
        '"password": "' + "Zk3v9QpLw8xT2mNs4bYc6" + '"',
    ],
)
def test_the_scan_finds_a_secret(text):
    assert secrets_in(text)


def test_no_secret_is_in_the_repository():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: no list of what belongs to the repository")
    names = [name for name in listing.stdout.split("\0") if name]
    assert not [name for name in names if re.search(r"(^|/)\.env($|\.(?!example$))|\.(pem|key|p12|sqlite3)$", name)]
    found = {}
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".jpg", ".woff2", ".mo"} and "requirements/" not in name:
            found[name] = secrets_in(path.read_text(errors="replace"))
    assert len(found) > 30
    assert {name: secrets for name, secrets in found.items() if secrets} == {}
