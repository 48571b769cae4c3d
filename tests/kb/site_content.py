"""Runs inside a site that a test made: fills it, and says everything that is in it."""

import hashlib
import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation, TranslationSource

from kb.backup.derived import derived_tables


def fill() -> None:
    """A little of everything: accounts, a tree, drafts, an alias, a translation, files, a log, awkward text."""
    user = get_user_model().objects.create_superuser("ana@example.org", first_name="Ana — Żółć")
    user.groups.add(Group.objects.get(name="Editors"))
    root = Site.objects.get(is_default_site=True).root_page
    practice = root.add_child(instance=Page(title="Svetovna kavarna ☕ \"in\" 'narekovaji' \\ \t ", slug="kavarna"))
    practice.save_revision(user=user).publish(user=user)
    child = practice.add_child(instance=Page(title="Παγκόσμιο καφέ", slug="kafe", live=False))
    child.search_description = "%s ? \u2028 two\nlines"
    child.go_live_at = datetime(2031, 7, 1, 22, 30, 0, 123456, tzinfo=UTC)
    child.save_revision(user=user, approved_go_live_at=child.go_live_at)
    practice.create_alias(parent=root, update_slug="alias")
    turkish = Locale.objects.create(language_code="tr")
    source, _created = TranslationSource.get_or_create_from_instance(root)
    Translation.objects.create(source=source, target_locale=turkish)
    picture = BytesIO()
    Picture.new("RGB", (60, 40), "teal").save(picture, "PNG")
    image = get_image_model().objects.create(title="Küçük", file=ContentFile(picture.getvalue(), "küçük resim.png"))
    image.get_rendition("fill-20x20")
    image.tags.add("teal")
    get_document_model().objects.create(title="Načrt", file=ContentFile(b"\x00\xff" * 5000, "načrt.pdf"))
    # The last key of a table belongs to a row that is gone.
    Group.objects.create(name="gone").delete()


def contents() -> str:
    """JSON of every row, by the ORM and not by the code under test, and of every file."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in derived_tables():
            rows = model._base_manager.order_by("pk").values_list()
            tables[model._meta.db_table] = [[_plain(value) for value in row] for row in rows]
    root = settings.MEDIA_ROOT
    files = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
    return json.dumps({"tables": tables, "files": files}, sort_keys=True, indent=0)


def examine() -> None:
    """Prints what is there, the greatest key of a group and the next one, and how many pages a search finds."""
    there = contents()
    greatest = Group.objects.aggregate(greatest=models.Max("pk"))["greatest"]
    new = Group.objects.create(name="new").pk
    call_command("update_index", verbosity=0)
    sys.stdout.write(json.dumps([there, greatest, new, Page.objects.search("kavarna").count()]))


def _plain(value: Any) -> Any:
    return value if isinstance(value, dict | list | int | float | str | None) else repr(value)
