"""States that the demo content lacks, made out of it: only ever in a scratch site."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.images import ImageFile
from django.db.models import Count
from PIL import Image

from demo.accounts import EDITOR_EMAIL
from home.models import NewsIndexPage, NewsPage
from kb.care import MEMBERS_GROUP
from kb.enums import Care
from kb.fields import StoryField
from kb.models import ImageText, KbImage
from look.scratch import MARK
from practices.enums import ContentDepth
from practices.models import PracticePage, PracticeStep
from users.models import User

MEMBER_EMAIL = "member@example.org"
# The slug, in every language, of a page that was there once.
GONE = "taken-down"
_ROWS = ("steps", "voices", "indicators", "updates", "resources", "related_practices")


class NotAScratchSiteError(RuntimeError):
    """The states would change somebody's real content."""


def make_states() -> dict[str, UUID]:
    """Makes each state of a practice of its own; the translation key of it by the state's name.

    Raises ``NotAScratchSiteError`` anywhere but in a scratch site.
    """
    if not (settings.VAR_DIR / MARK).is_file():
        raise NotAScratchSiteError(f"{settings.VAR_DIR} is no scratch site: manage.py pictures makes one.")
    full, short = most_translated(ContentDepth.FULL), most_translated(ContentDepth.SHORT)
    # The first of each depth stays as it is, to be looked at itself.
    chosen = {
        "practice-outdated": full[1],
        "practice-partial": full[2],
        "practice-picture": full[3],
        "practice-members": full[4],
        "practice-record": short[1],
    }
    _change(chosen["practice-outdated"])
    _add_step(chosen["practice-partial"])
    _add_picture(chosen["practice-picture"])
    _close(chosen["practice-members"])
    _cut_down(chosen["practice-record"])
    _take_down()
    return chosen


def most_translated(depth: ContentDepth) -> Sequence[UUID]:
    """The translation keys of the public practices of a depth, those in most languages first."""
    rows = PracticePage.objects.live().filter(content_depth=depth, care=Care.PUBLIC)
    counted = rows.values("translation_key").annotate(languages=Count("pk")).order_by("-languages", "translation_key")
    return [row["translation_key"] for row in counted]


def sessions() -> dict[str, str]:
    """The keys of sessions in which an editor and a member are signed in."""
    member, _made = User.objects.get_or_create(email=MEMBER_EMAIL)
    member.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    return {"editor": _session(User.objects.get(email__iexact=EDITOR_EMAIL)), "member": _session(member)}


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _original(key: UUID) -> PracticePage:
    page: PracticePage = PracticePage.objects.filter(translation_key=key)[0].original
    return page


def _publish(page: PracticePage | NewsPage) -> None:
    page.save_revision().publish()


def _change(key: UUID) -> None:
    """Two texts of the original change, so that its translations are out of date."""
    page = _original(key)
    page.summary += " *"
    page.results += "<p>*</p>"
    _publish(page)


def _add_step(key: UUID) -> None:
    """The original gets a step that no translation has, and a text that only members read."""
    page = _original(key)
    page.steps.add(PracticeStep(title="*", text="*", locale=page.locale, sort_order=99))
    _publish(page)


def _add_picture(key: UUID) -> None:
    """A picture with credit, licence and caption; and a text for members only, which visitors are told of."""
    file = BytesIO()
    Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(file, "JPEG")
    picture = KbImage.objects.create(
        title="Gradient", file=ImageFile(file, "gradient.jpg"), credit="Example", licence="CC BY 4.0"
    )
    page: Any = _original(key)
    ImageText.objects.create(
        image=picture, language=page.locale.language_code, alternative_text="Black to white", caption="A gradient"
    )
    page.lead_image = picture
    page.what_did_not_work = page.what_did_not_work or "<p>*</p>"
    _publish(page)


def _close(key: UUID) -> None:
    page = _original(key)
    page.care = Care.MEMBERS
    _publish(page)


def _cut_down(key: UUID) -> None:
    """What an import brings: title, summary and source."""
    page = _original(key)
    page.content_depth = ContentDepth.RECORD
    page.source_url, page.source_name, page.source_licence = "https://example.org/", "Example", "CC BY 4.0"
    for field in page._meta.get_fields():
        if isinstance(field, StoryField) or field.name.startswith("minute_"):
            setattr(page, str(field.name), "")
    for relation in _ROWS:
        getattr(page, relation).clear()
    _publish(page)


def _take_down() -> None:
    for parent in NewsIndexPage.objects.filter(locale__language_code__in=("en", "tr", "el", "sl")):
        page = NewsPage(title="*", slug=GONE, summary="*", body="<p>*</p>", date="2026-01-01", locale=parent.locale)
        parent.add_child(instance=page)
        _publish(page)
        # As the database has it: the page at hand does not know that it was published.
        NewsPage.objects.get(pk=page.pk).unpublish()
