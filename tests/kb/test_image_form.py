"""The texts of an image in the admin: one row for each language, on every way by which an image comes in."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from kb.models import ImageText, KbImage
from tests.factories import practice
from tests.forms import form_data
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


@pytest.fixture
def image():
    return KbImage.objects.create(title="kitchen.png", file=get_test_image_file())


def upload():
    return SimpleUploadedFile("kitchen.png", get_test_image_file().file.getvalue(), content_type="image/png")


def texts():
    return {(row.language, row.alternative_text, row.caption) for row in ImageText.objects.all()}


def edit_data(image, **fields):
    collection = Collection.get_first_root_node().pk
    return {"title": image.title, "collection": collection, "care": "public", "tags": "", **fields}


def test_a_new_image_takes_its_texts_with_it(admin):
    html = admin.get(reverse("wagtailimages:add")).content.decode()
    assert 'name="texts-tr-alternative_text"' in html
    data = {"title": "Kitchen", "file": upload(), "care": "public", "collection": Collection.get_first_root_node().pk}
    rows = {"texts-en-alternative_text": " Two women  cook. ", "texts-tr-caption": "Mutfak"}
    response = admin.post(reverse("wagtailimages:add"), {**data, **rows})
    assert response.status_code == 302
    assert texts() == {("en", "Two women cook.", ""), ("tr", "", "Mutfak")}


def test_a_picture_that_was_cut_off_is_refused_and_said(admin):
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(whole, "PNG")
    data = {"title": "Kitchen", "care": "public", "collection": Collection.get_first_root_node().pk}
    for address, name in (("wagtailimages:add", "file"), ("wagtailimages:add_multiple", "files[]")):
        part = SimpleUploadedFile("kitchen.png", whole.getvalue()[:2000], content_type="image/png")
        response = admin.post(reverse(address), {**data, name: part}, headers={"X-Requested-With": "XMLHttpRequest"})
        assert "The picture is broken" in response.content.decode()
    assert not KbImage.objects.exists()


def test_they_are_shown_changed_and_taken_away(admin, image):
    ImageText.objects.create(image=image, language="en", alternative_text="Two women cook.", caption="In May")
    ImageText.objects.create(image=image, language="tr", alternative_text="Mutfak")
    address = reverse("wagtailimages:edit", args=[image.pk])
    html = admin.get(address).content.decode()
    assert 'value="Two women cook."' in html
    rows = {
        "texts-en-alternative_text": "Three women cook.",
        "texts-en-caption": "In May",
        "texts-tr-alternative_text": "",
        "texts-tr-caption": "",
        "texts-sl-alternative_text": "Tri ženske kuhajo.",
    }
    assert admin.post(address, edit_data(image, **rows)).status_code == 302
    assert texts() == {("en", "Three women cook.", "In May"), ("sl", "Tri ženske kuhajo.", "")}


def test_the_form_names_the_languages_without_a_text(admin, image):
    ImageText.objects.create(image=image, language="tr", alternative_text="Mutfak")
    html = admin.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    shown = " ".join(html.partition("kb-texts__missing")[2].partition("</p>")[0].split())
    assert "Alternative text is missing in: English, Slovenščina" in shown
    assert "Türkçe" not in shown


def test_a_form_without_them_leaves_them_alone(admin, image):
    ImageText.objects.create(image=image, language="en", alternative_text="Two women cook.")
    assert admin.post(reverse("wagtailimages:edit", args=[image.pk]), edit_data(image)).status_code == 302
    assert texts() == {("en", "Two women cook.", "")}


def test_a_text_that_is_too_long_is_refused_and_nothing_is_lost(admin, image):
    address = reverse("wagtailimages:edit", args=[image.pk])
    rows = {"texts-en-alternative_text": "Two women cook.", "texts-sl-caption": "x" * 251}
    html = admin.post(address, edit_data(image, **rows)).content.decode()
    assert "a text has more than 250 characters" in html
    assert 'value="Two women cook."' in html
    assert "x" * 251 in html
    assert texts() == set()


def test_many_uploaded_at_once_get_theirs_one_by_one(admin):
    address = reverse("wagtailimages:add_multiple")
    data = {"title": "Kitchen", "files[]": upload(), "collection": Collection.get_first_root_node().pk}
    uploaded = json.loads(admin.post(address, data, HTTP_X_REQUESTED_WITH="XMLHttpRequest").content)
    if "image_id" in uploaded:
        image = KbImage.objects.get(pk=uploaded["image_id"])
        prefix, edit = f"image-{image.pk}", reverse("wagtailimages:edit_multiple", args=[image.pk])
    else:
        number = uploaded["uploaded_file_id"]
        prefix = f"uploaded-image-{number}"
        edit = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    assert f'name="{prefix}-texts-en-alternative_text"' in uploaded["form"]
    sent = {f"{prefix}-{name}": value for name, value in edit_data(KbImage(title="Kitchen")).items()}
    sent[f"{prefix}-texts-en-alternative_text"] = "Two women cook."
    answer = json.loads(admin.post(edit, sent, HTTP_X_REQUESTED_WITH="XMLHttpRequest").content)
    assert answer["success"]
    assert texts() == {("en", "Two women cook.", "")}
    assert KbImage.objects.get().title == "Kitchen"


def test_the_page_shows_the_text_of_its_language(client, image):
    ImageText.objects.create(image=image, language="en", alternative_text="Two women cook.", caption="In May")
    ImageText.objects.create(image=image, language="tr", alternative_text="Mutfak")
    english = practice(content_depth="record", lead_image=image)
    slovenian = practice("sl", content_depth="record", lead_image=image)
    html = client.get(english.url).content.decode()
    assert 'alt="Two women cook."' in html
    assert "In May" in html
    html = client.get(slovenian.url).content.decode()
    assert 'alt=""' in html
    assert "Two women" not in html


def test_editing_with_the_form_as_it_came_changes_nothing(admin, image):
    ImageText.objects.create(image=image, language="en", alternative_text="Two “women” & a <pot>")
    address = reverse("wagtailimages:edit", args=[image.pk])
    data = form_data(admin.get(address).content.decode(), "w-editor-form")
    assert data["texts-en-alternative_text"] == "Two “women” & a <pot>"
    assert admin.post(address, data).status_code == 302
    assert texts() == {("en", "Two “women” & a <pot>", "")}
