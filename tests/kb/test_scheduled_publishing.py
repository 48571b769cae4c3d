from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Site

from kb.tasks import publish_scheduled

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def root() -> Page:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def _refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages whose slug says so refuse to be live, as a page does that lacks what publishing requires."""
    clean = Page.clean

    def refuse(page: Page) -> None:
        clean(page)
        if page.live and page.slug.startswith("refused"):
            raise ValidationError({"title": "A summary is missing."})
        if page.live and page.slug.startswith("broken"):
            raise RuntimeError("unexpected")

    monkeypatch.setattr(Page, "clean", refuse)
    yield


def scheduled(root: Page, slug: str, minutes_late: int) -> Page:
    """A draft whose time to go live has come."""
    page = root.add_child(instance=Page(title=slug, slug=slug, live=False))
    page.go_live_at = timezone.now() - timedelta(minutes=minutes_late)
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


@pytest.mark.usefixtures("_refusing")
def test_a_refused_page_stops_no_other_and_stays_scheduled(root, caplog):
    refused, broken = scheduled(root, "refused-1", 30), scheduled(root, "broken-1", 20)
    after = scheduled(root, "after", 10)

    for _run in range(2):
        report = publish_scheduled()
        assert sorted(report.problems) == sorted(
            [
                f"wagtailcore.page {refused.pk} cannot be published: title: A summary is missing.",
                f"wagtailcore.page {broken.pk} cannot be published: RuntimeError: unexpected",
            ]
        )
        live = {page.slug: page.live for page in Page.objects.child_of(root).filter(content_type__model="page")}
        assert live == {"refused-1": False, "broken-1": False, "after": True}
        assert refused.revisions.filter(approved_go_live_at__isnull=False).exists()
        assert not after.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert PageLogEntry.objects.get(page=after.pk, action="wagtail.publish.scheduled")
    assert not PageLogEntry.objects.filter(page=refused.pk, action="wagtail.publish.scheduled").exists()
    assert "refused-1" not in caplog.text

    Page.objects.filter(pk=refused.pk).update(slug="mended")
    revision = refused.revisions.get()
    revision.content["slug"] = "mended"
    revision.save()
    assert publish_scheduled().summary == "1 published, 0 expired, 1 refused"
    assert Page.objects.get(pk=refused.pk).live


@pytest.mark.usefixtures("_refusing")
def test_wagtails_command_does_the_same(root, capsys):
    scheduled(root, "refused-1", 5)
    after = scheduled(root, "after", 1)
    call_command("publish_scheduled")
    assert "1 published, 0 expired, 1 refused" in capsys.readouterr().out
    assert Page.objects.get(pk=after.pk).live


def test_what_is_not_due_stays_as_it_is(root):
    page = scheduled(root, "later", 5)
    page.revisions.update(approved_go_live_at=timezone.now() + HOUR)
    assert publish_scheduled().summary == "0 published, 0 expired, 0 refused"
    assert not Page.objects.get(pk=page.pk).live


def test_an_expired_page_goes_offline_and_a_refusal_does_not_keep_the_next_one(root, monkeypatch):
    pages = [root.add_child(instance=Page(title=slug, slug=slug)) for slug in ("stuck", "expired", "stays")]
    for page, minutes in zip(pages, (-20, -10, 10), strict=True):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(minutes=minutes))
    unpublish = Page.unpublish

    def stuck(page: Page, *args: object, **options: object) -> None:
        if page.slug == "stuck":
            raise RuntimeError("a signal of another app failed")
        unpublish(page, *args, **options)

    monkeypatch.setattr(Page, "unpublish", stuck)
    report = publish_scheduled()
    assert report.problems == [
        f"wagtailcore.Page {pages[0].pk} cannot be unpublished: RuntimeError: a signal of another app failed"
    ]
    assert {
        page.slug: (page.live, page.expired) for page in Page.objects.child_of(root).filter(content_type__model="page")
    } == {
        "stuck": (True, False),
        "expired": (False, True),
        "stays": (True, False),
    }
