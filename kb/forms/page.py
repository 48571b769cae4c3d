"""The form of every page in the admin."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from kb import publishing
from kb.forms.care import CareFormMixin

if TYPE_CHECKING:
    from kb.models import BasePage

NEW_PAGE_KEY = "new_page_key"


class BasePageForm(CareFormMixin, WagtailAdminPageForm):
    """Lets a draft be incomplete; when it is to be published, each missing field says so at its own place."""

    # The translation key that a new page will have: it tells the form when it comes again. See kb.views.page_forms.
    new_page_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields[NEW_PAGE_KEY]
        else:
            self.initial[NEW_PAGE_KEY] = self.instance.translation_key
        if self.is_translation:
            self._leave_facts_to_the_original()

    @cached_property
    def is_translation(self) -> bool:
        """Whether this is the form of a translation that is no longer kept in step with its original."""
        return bool(self.instance.pk and not self.instance.is_original)

    def _leave_facts_to_the_original(self) -> None:
        """What has one value for all languages is read from the original: here it cannot be changed."""
        rules = get_translatable_fields(type(self.instance))
        facts = {rule.field_name for rule in rules if isinstance(rule, SynchronizedField) and not rule.overridable}
        for name in facts & self.fields.keys():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("The same in all languages: change it in the original.")

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
        """Says each fault at its own place. Wagtail lists them above too, since something belongs to no field."""
        if faults:
            self.add_error(NON_FIELD_ERRORS, _("Publishing needs what is missing. A draft can be saved as it is."))
        for fault in faults:
            if fault.field in self.fields:
                self.add_error(fault.field, fault.at_field or fault.message)
                continue
            if fault.field in self.formsets:
                self.formsets[fault.field].non_form_errors().append(fault.at_field or fault.message)
            self.add_error(NON_FIELD_ERRORS, fault.message)

    def complete_instance(self) -> "BasePage":
        """The page as it would be saved, with its child rows, in memory only."""
        return cast("BasePage", super().save(commit=False))

    def save(self, commit: bool = True) -> Any:
        """Saves the page; its address follows the title until it is first published."""
        if self.instance.first_published_at is None:
            self.instance.slug = ""
        return super().save(commit=commit)
