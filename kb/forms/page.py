"""The form of every page in the admin."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from kb import publishing

if TYPE_CHECKING:
    from kb.models import BasePage

NEW_PAGE_KEY = "new_page_key"


class BasePageForm(WagtailAdminPageForm):
    """Lets a draft be incomplete; when it is to be published, each missing field says so at its own place."""

    # The translation key that a new page will have: it tells the form when it comes again. See kb.views.page_forms.
    new_page_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields[NEW_PAGE_KEY]
        else:
            self.initial[NEW_PAGE_KEY] = self.instance.translation_key

    def _post_clean(self) -> None:
        key = self.cleaned_data.get(NEW_PAGE_KEY)
        if key and not Page.objects.filter(translation_key=key).exists():
            self.instance.translation_key = key
        # Child rows are not filled in yet at this point, so the model must not judge: is_valid does, below.
        self.instance.publish_rule_is_checked_by_form = True
        try:
            super()._post_clean()
        finally:
            del self.instance.publish_rule_is_checked_by_form

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if not self.is_deferred_validation:
            self._refuse(publishing.missing(self.complete_instance()))
        return not self.errors

    def _refuse(self, faults: list[publishing.Fault]) -> None:
        """Says each fault at its own place. Wagtail lists them above too, if something belongs to no field."""
        for fault in faults:
            if fault.field in self.fields:
                self.add_error(fault.field, fault.at_field or fault.message)
                continue
            if fault.field in self.formsets:
                self.formsets[fault.field].non_form_errors().append(fault.at_field or fault.message)
            self.add_error(NON_FIELD_ERRORS, fault.message)
        if faults:
            self.add_error(NON_FIELD_ERRORS, _("Publishing needs what is missing. A draft can be saved as it is."))

    def complete_instance(self) -> "BasePage":
        """The page as it would be saved, with its child rows, in memory only."""
        return cast("BasePage", super().save(commit=False))

    def save(self, commit: bool = True) -> Any:
        """Saves the page; its address follows the title until it is first published."""
        if self.instance.first_published_at is None:
            self.instance.slug = ""
        return super().save(commit=commit)
