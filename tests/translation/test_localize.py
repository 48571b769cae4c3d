"""What translation/localize.py relies on inside wagtail-localize, part by part.

An upgrade that changes one of them fails here, with its name, before it fails anywhere else. See decision 0004.
"""

import inspect

import pytest
from django.urls import resolve, reverse
from wagtail.models import Page
from wagtail_localize import fields
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import extract_strings

from tests.factories import locale, practice
from translation import localize, service
from translation.localize import refuse_conversion


def parameters(function):
    return list(inspect.signature(function).parameters)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (TranslationSource._get_segments_for_translation, ["self", "locale", "fallback"]),
        (TranslationSource.sync_view_restrictions, ["self", "original", "translation_page"]),
        (TranslationSource.as_instance, ["self"]),
        (TranslationSource.get_source_instance, ["self"]),
        (TranslationSource.update_from_db, ["self"]),
        (TranslationSource.refresh_segments, ["self"]),
        (TranslationSource.objects.get_for_instance_or_none, ["instance"]),
        (Translation.save_target, ["self", "user", "publish"]),
        (StringSegment.objects.annotate_translation, ["locale", "include_errors"]),
        (ingest_segments, ["original_obj", "translated_obj", "src_locale", "tgt_locale", "segments"]),
        (extract_strings, ["html"]),
        (fields.copy_synchronised_fields, ["source", "target"]),
        (fields.get_translatable_fields, ["model"]),
    ],
    ids=lambda value: getattr(value, "__qualname__", ""),
)
def test_a_function_that_we_call_has_the_parameters_that_we_give(function, expected):
    assert parameters(function) == expected


@pytest.mark.parametrize(
    ("name", "in_the_library"),
    [
        ("create_or_update_translation", ["self", "locale", "user", "publish", "copy_parent_pages", "fallback"]),
        ("get_or_create_from_instance", ["cls", "instance"]),
        ("update_or_create_from_instance", ["cls", "instance"]),
        ("update_from_db", ["self"]),
    ],
)
def test_a_method_that_we_replace_is_ours_and_takes_what_the_librarys_takes(name, in_the_library):
    ours = inspect.getattr_static(TranslationSource, name)
    ours = inspect.unwrap(getattr(ours, "__func__", ours))
    assert ours.__module__ == localize.__name__
    assert parameters(ours) == in_the_library
    assert parameters(replaced(ours, name)) == in_the_library


def test_the_import_of_po_files_that_we_replace_takes_a_file_and_gives_the_rest_on():
    assert Translation.import_po.__module__ == localize.__name__
    assert parameters(replaced(Translation.import_po, "import_po"))[:2] == ["self", "po"]


def replaced(ours, name):
    """The library's own function, which ours closes over."""
    cells = inspect.getclosurevars(ours).nonlocals.values()
    [found] = [cell for cell in cells if getattr(cell, "__name__", "") == name]
    assert found.__module__ == "wagtail_localize.models"
    return found


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (TranslationSource, {"object", "locale", "specific_content_type", "content_json"}),
        (Translation, {"source", "target_locale", "enabled"}),
        (TranslationLog, {"source", "locale", "revision"}),
        (StringSegment, {"source", "context", "string", "order", "attrs"}),
        (TemplateSegment, {"source", "context", "template"}),
        (
            StringTranslation,
            {
                "translation_of",
                "locale",
                "context",
                "data",
                "translation_type",
                "last_translated_by",
                "has_error",
                "field_error",
            },
        ),
    ],
)
def test_a_model_that_we_read_has_the_fields_that_we_read(model, names):
    assert names <= {field.name for field in model._meta.get_fields()}


def test_a_translation_is_by_a_person_or_by_a_machine():
    assert StringTranslation.TRANSLATION_TYPE_MANUAL == "manual"
    assert StringTranslation.TRANSLATION_TYPE_MACHINE == "machine"


def test_the_components_of_a_locale_are_a_list_without_synchronisation():
    assert isinstance(LOCALE_COMPONENTS, list)
    assert all("model" in component for component in LOCALE_COMPONENTS)
    assert LocaleSynchronization not in [component["model"] for component in LOCALE_COMPONENTS]


def test_a_plain_text_is_escaped_into_its_segment():
    assert StringSegmentValue("", "Fish & <chips>").string.data == "Fish &amp; &lt;chips&gt;"


def test_a_rich_text_is_a_structure_and_its_strings():
    structure, strings = extract_strings("<p>One</p><p>Two</p>")
    assert [string.data for string, _attributes in strings] == ["One", "Two"]
    assert extract_strings("<p>Bir</p><p>İki</p>")[0] == structure
    assert extract_strings("<p>Bir</p>")[0] != structure


def test_the_address_of_the_conversion_to_an_alias_is_ours():
    found = resolve(reverse("wagtail_localize:convert_to_alias", args=[1]))
    assert inspect.unwrap(found.func) is refuse_conversion


@pytest.mark.django_db
def test_every_write_of_the_library_ends_in_our_service():
    page = practice(content_depth="record")
    [draft] = service.submit(page, [locale("tr")])
    Translation.objects.get(target_locale=locale("tr")).save_target(publish=False)
    # The library would have put the original's text in place of the missing one.
    assert Page.objects.get(pk=draft.pk).specific.get_latest_revision_as_object().summary == ""


@pytest.mark.django_db
def test_the_segments_of_a_source_say_where_they_belong():
    page = practice()
    source = service.source_of(page)
    segments = source._get_segments_for_translation(locale("tr"), fallback=True)
    paths = {segment.path for segment in segments}
    first_step = page.steps.all()[0].translation_key
    assert {"title", "summary", "results", f"steps.{first_step}.title"} <= paths
    rows = StringSegment.objects.filter(source=source).annotate_translation(locale("tr"))
    assert {row.translation for row in rows} == {None}
    assert TemplateSegment.objects.filter(source=source, context__path="results").get().template.template
