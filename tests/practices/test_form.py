"""The form of a practice and of a method says at each text how long it should be."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from kb.fields import Guided
from practices.models import MethodIndexPage, MethodPage, PracticeIndexPage, PracticePage
from users.models import User

pytestmark = pytest.mark.django_db


def fields_with_a_limit(model):
    """Each name with its limit."""
    guided: list[Any] = [field for field in model._meta.get_fields() if isinstance(field, Guided)]
    own = {field.name: field.words for field in guided if field.words}
    return {"title": 15 if model is PracticePage else 10, **own}


@pytest.mark.parametrize(("index", "model"), [(PracticeIndexPage, PracticePage), (MethodIndexPage, MethodPage)])
def test_each_text_says_its_limit(client, index, model):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    parent = index.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["practices", model._meta.model_name, parent.pk])
    form: Any = BeautifulSoup(client.get(address).content, "html.parser")
    limits = {}
    for name in fields_with_a_limit(model):
        limit = form.find(attrs={"name": name}).find_parent(class_="w-field").find(attrs={"data-word-limit": True})
        limits[name] = int(limit["data-word-limit"]) if limit else 0
    assert limits == fields_with_a_limit(model)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_title_has_help_and_an_example_in_the_editors_language(client, language, settings):
    user = User.objects.create_superuser("root@example.org", "x")
    client.force_login(user)
    settings.WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("tr", "Türkçe")]
    UserProfile.objects.create(user=user, preferred_language=language)
    parent = PracticeIndexPage.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk])
    form: Any = BeautifulSoup(client.get(address).content, "html.parser")
    help_text = (
        form.find(attrs={"name": "title"}).find_parent(class_="w-field").find(class_="help").get_text(" ", strip=True)
    )
    assert {"en": "At most 15 words. For example:", "tr": "En çok 15 sözcük. Örneğin:"}[language] in help_text
