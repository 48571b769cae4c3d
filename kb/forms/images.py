"""The form of an image in the admin: its texts are one row for each language of the site."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from kb.languages import content_languages, language_name
from kb.models import ImageText


class Texts(NamedTuple):
    """What an image says in one language."""

    alternative_text: str = ""
    caption: str = ""


Rows = Mapping[str, Texts]


class ImageTextsWidget(forms.Widget):
    """A row of two lines for each language; those that nobody has filled in yet are under “Other languages”."""

    template_name = "kb/admin/image_texts.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Rows | None:
        """The rows that were sent, or None if the form had none, such as that of an upload."""
        rows = {
            code: Texts(*(data.get(f"{name}-{code}-{part}", "") for part in Texts._fields))
            for code, _name in content_languages()
            if any(f"{name}-{code}-{part}" in data for part in Texts._fields)
        }
        return rows or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Rows | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        texts = value or {}
        first = {get_language(), *(code for code, text in texts.items() if any(text))}
        rows = [
            {
                "code": code,
                "name": language_name(code),
                "texts": texts.get(code, Texts()),
                "missing": not texts.get(code, Texts()).alternative_text.strip(),
                "is_first": code in first,
                "prefix": f"{name}-{code}",
            }
            for code, _name in content_languages()
        ]
        context["widget"] |= {
            "first": [row for row in rows if row["is_first"]],
            "others": [row for row in rows if not row["is_first"]],
            "missing": [row["name"] for row in rows if row["missing"]],
            "longest": LONGEST,
        }
        return context


LONGEST = ImageText._meta.get_field("alternative_text").max_length or 0


class ImageTextsField(forms.Field):
    """``{language code: Texts}``, or None where the form did not send any."""

    widget = ImageTextsWidget

    def to_python(self, value: Rows | None) -> Rows | None:
        if value is None:
            return None
        return {code: Texts(*(" ".join(text.split()) for text in texts)) for code, texts in value.items()}

    def validate(self, value: Rows | None) -> None:
        super().validate(value)
        errors = []
        for code, texts in (value or {}).items():
            if any("\x00" in text for text in texts):
                errors.append(_("%(language)s: a text has a character that cannot be kept.") % _names(code))
            elif any(len(text) > LONGEST for text in texts):
                too_long = _("%(language)s: a text has more than %(longest)d characters. Make it shorter.")
                errors.append(too_long % {**_names(code), "longest": LONGEST})
        if errors:
            raise ValidationError(errors)

    def has_changed(self, initial: Rows | None, data: Rows | None) -> bool:
        sent = self.to_python(data)
        return sent is not None and _filled(sent) != _filled(initial or {})


def _names(code: str) -> dict[str, str]:
    return {"language": language_name(code)}


def _filled(rows: Rows) -> dict[str, Texts]:
    return {code: texts for code, texts in rows.items() if any(texts)}


def _of_whole_pictures(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Wagtail's check of a picture opens it, and lets through what Pillow says of one that ends too early."""

    def checked(data: Any) -> Any:
        try:
            return to_python(data)
        except (OSError, SyntaxError) as error:
            raise ValidationError(_("The picture is broken, perhaps cut off. Save or download it again.")) from error

    return checked


class KbImageForm(BaseImageForm):
    """Wagtail's form of an image, with its texts."""

    texts = ImageTextsField(
        required=False,
        label=_("Texts by language"),
        help_text=_(
            "The alternative text is for readers who cannot see the picture: say in one sentence who does what, and"
            " where, as far as it matters; begin with that, not with “picture of”, and repeat words that are in the"
            " picture. The page shows the one in its language, none in another. The caption stands under the picture."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].to_python = _of_whole_pictures(self.fields["file"].to_python)
        stored = self.instance.texts.all() if self.instance.pk else ()
        self.initial.setdefault("texts", {row.language: Texts(row.alternative_text, row.caption) for row in stored})

    def _save_m2m(self) -> None:
        super()._save_m2m()
        for code, texts in (self.cleaned_data.get("texts") or {}).items():
            if any(texts):
                self.instance.texts.update_or_create(language=code, defaults=texts._asdict())
            else:
                self.instance.texts.filter(language=code).delete()
