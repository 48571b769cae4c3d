"""What the project relies on inside Wagtail, part by part. Decision 0011 lists it.

An upgrade that changes one of them fails here, with its name, before it fails anywhere else. What is relied on inside
wagtail-localize is in tests/translation/test_localize.py; that Wagtail's addresses of page forms lead to our views, in
tests/kb/test_page_forms.py.
"""

import inspect
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import wagtail.admin
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.compare import TextDiff
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled
from wagtail.tasks import update_reference_index_task

from kb.bulk_actions import PublishWhatIsComplete
from kb.models import KbImage
from practices.models import PracticePage
from tests.factories import practice
from tests.forms import form_data
from users.models import User


def parameters(function):
    return list(inspect.signature(function).parameters)


@pytest.mark.parametrize(
    ("function", "expected", "used_by"),
    [
        (CreateView.post, ["self", "request"], "kb.views.page_forms.NewPageView"),
        (EditView.dispatch, ["self", "request", "page_id", "kwargs"], "kb.views.page_forms.EditPageView"),
        (EditView.post, ["self", "request", "args", "kwargs"], "kb.views.page_forms.MadeAlreadyView"),
        (EditView.get_object, ["self"], "kb.views.page_forms.MadeAlreadyView"),
        (PublishBulkAction.execute_action, ["objects", "include_descendants", "user", "kwargs"], "kb.bulk_actions"),
        (
            PublishBulkAction.get_success_message,
            ["self", "num_parent_objects", "num_child_objects"],
            "kb.bulk_actions",
        ),
        (get_redirect, ["request", "encoded_path"], "kb.middleware.old_addresses"),
        (Redirect.normalise_path, ["url", "decode_unicode"], "kb.middleware.old_addresses"),
        (FieldPanel.BoundPanel.__init__, ["self", "kwargs"], "kb.panels.TextPanel"),
        (FieldPanel.BoundPanel.get_comparison, ["self"], "taxonomy.panels.TermsPanel"),
        (FieldPanel.BoundPanel.is_shown, ["self"], "taxonomy.panels.TermsPanel"),
        (TextDiff.__init__, ["self", "changes", "separator"], "taxonomy.panels.TermsComparison"),
        (WagtailAdminTemplateMixin.get_breadcrumbs_items, ["self"], "taxonomy.views.base.TermView"),
        (WagtailAdminTemplateMixin.get_page_title, ["self"], "taxonomy.views"),
        (disable_reference_index_auto_update, [], "kb.references, practices.importing.writing"),
        (update_reference_index_task.func, ["app_label", "model_name", "pk"], "kb.references"),
        (ReferenceIndex.create_or_update_for_object, ["object"], "practices.importing.writing"),
        (ReferenceIndex.get_references_to, ["object"], "kb.care.may_fetch"),
    ],
    ids=lambda value: getattr(value, "__qualname__", ""),
)
def test_a_function_has_the_parameters_that_its_user_expects(function, expected, used_by):
    assert parameters(function) == expected, used_by


def test_who_notes_references_can_see_whether_that_is_switched_off():
    # kb.references asks for the value.
    with disable_reference_index_auto_update():
        assert reference_index_auto_update_disabled.value is True
    assert not hasattr(reference_index_auto_update_disabled, "value")


def test_the_view_of_a_page_says_by_a_property_whether_a_form_is_out_of_date():
    # MadeAlreadyView answers it in another way, and reads the live page from `real_page_record`.
    assert isinstance(inspect.getattr_static(EditView, "is_out_of_date"), property | cached_property)
    assert "self.is_out_of_date" in inspect.getsource(EditView.post)
    assert "self.real_page_record =" in inspect.getsource(EditView.dispatch)


def test_the_view_of_a_new_page_has_its_parent_before_it_takes_the_form():
    # NewPageView locks it.
    assert "self.parent_page =" in inspect.getsource(CreateView.dispatch)


def test_an_autosaved_new_page_is_told_to_become_an_edit():
    # MadeAlreadyView answers as Wagtail does after the first autosave: with this parameter.
    assert '"_w_hydrate_create_view"' in inspect.getsource(EditView.hydrate_create_view.func)


def test_a_bulk_action_is_executed_on_an_instance():
    # Ours is no class method: it needs the request for its messages.
    source = inspect.getsource(PublishWhatIsComplete.__mro__[3].form_valid)
    assert "self.execute_action(" in source
    assert "include_descendants" in inspect.getsource(PublishBulkAction.get_execution_context)


@pytest.mark.django_db
def test_a_form_knows_whether_its_validation_is_deferred():
    # BasePageForm asks the publish rule only of a form that is to be published.
    form = PracticePage.get_edit_handler().get_form_class()(instance=PracticePage(), for_user=User())
    assert isinstance(form, WagtailAdminPageForm)
    assert form.is_deferred_validation is False
    form.defer_required_fields()
    assert form.is_deferred_validation is True


@pytest.mark.django_db
def test_references_are_not_written_while_the_importer_says_so():
    image = KbImage.objects.create(title="Kitchen", width=1, height=1, file="kitchen.png")
    page = practice(content_depth="record")
    page.lead_image = image
    with disable_reference_index_auto_update():
        page.save()
    assert not ReferenceIndex.get_references_to(image).exists()
    ReferenceIndex.create_or_update_for_object(page)
    [reference] = ReferenceIndex.get_references_to(image)
    # may_fetch asks for the pages that use a file by these two.
    assert (reference.base_content_type.model_class(), int(reference.object_id)) == (Page, page.pk)


def test_passwords_of_restrictions_are_in_the_session_under_names_of_the_models():
    # kb.care and kb.querysets look there for what the reader has given.
    keys = {model.passed_view_restrictions_session_key for model in (PageViewRestriction, CollectionViewRestriction)}
    assert len(keys) == 2


def test_an_archive_keeps_its_members_in_a_list():
    # kb.backup.archive empties it while it writes and reads: a backup has as many members as the site has files.
    packed = BytesIO()
    tar: Any
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name in ("one", "two"):
            tar.addfile(tarfile.TarInfo(name), BytesIO())
            assert [member.name for member in tar.members] == [name]
            tar.members.clear()
    packed.seek(0)
    with tarfile.open(fileobj=packed, mode="r:") as tar:
        names = []
        while (member := tar.next()) is not None:
            tar.members.clear()
            names.append(member.name)
    assert names == ["one", "two"]


@pytest.fixture
def refused(client, db):
    """The form of a practice that could not be published, as a document."""
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    address = reverse("wagtailadmin_pages:edit", args=[practice(publish=False).pk])
    data = form_data(client.get(address).content.decode())
    data |= {"summary": "", "steps-0-title": "", "action-publish": "action-publish"}
    return lxml.html.fromstring(client.post(address, data).content.decode())


def test_a_refused_form_lists_its_faults_where_our_script_looks(refused):
    # static/kb/missing.js makes the lines links.
    lines = [line.text_content().strip() for line in refused.cssselect(".messages .errorlist li")]
    assert any(line.startswith(("Summary:", "“Summary”")) for line in lines), lines


@pytest.mark.parametrize(
    "selector",
    [
        "[data-panel-heading-text]",
        ".w-panel .w-field__label",
        ".w-panel .w-panel__content",
        ".w-field__wrapper .error-message",
        ".w-panel [data-panel-toggle][aria-expanded]",
        "[role='tabpanel'][id] .w-panel",
    ],
)
def test_a_refused_form_has_the_marks_by_which_our_script_finds_a_field(refused, selector):
    # static/kb/missing.js goes by them from a line to its field, and opens tab and panel.
    assert refused.cssselect(selector)


def test_each_tab_leads_to_its_panel_by_address(refused):
    # static/kb/missing.js clicks the tab of the panel that a field is in.
    panels = {panel.get("id") for panel in refused.cssselect("[role='tabpanel']")}
    tabs = {tab.get("href", "").removeprefix("#") for tab in refused.cssselect("[role='tab']")}
    assert panels <= tabs


def test_a_refused_form_is_watched_by_the_script_that_ours_wakes(refused):
    # static/kb/autosave.js sets an interval on the form, so that Wagtail's script watches it again.
    [form] = refused.cssselect("form[data-edit-form]")
    assert {"w-unsaved", "w-autosave"} <= set(form.get("data-controller").split())
    assert form.get("data-w-unsaved-force-value") == "true"


@pytest.mark.parametrize(
    "part", ["checkInterval:{", "checkIntervalValueChanged(", "forceValue", 'dispatch("save"', 'dispatch("success"']
)
def test_wagtails_script_has_what_ours_speaks_to(part):
    # static/kb/autosave.js: the value of the controller w-unsaved, and the events of w-autosave.
    script = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/core.js"
    assert part in script.read_text()
