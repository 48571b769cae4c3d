"""A new password for who forgot hers: a mail with an address that works once, for members and editors alike."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from kb.attempts import may_be_mailed
from kb.context import address, site_context
from kb.languages import interface_language
from kb.views.signin import AccountPage, home_of

if TYPE_CHECKING:
    from users.models import User

# In the session of who has just changed her password.
CHANGED = "password_changed"


class ForgottenPasswordForm(PasswordResetForm):
    """Whom to send the mail to."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        """In the interface's language for readers of the page, with an address in the page's own."""
        language = context["language"]
        path = address("new_password", language, uidb64=context["uid"], token=context["token"])
        # Not the host that was asked for: that is the sender's own word.
        context["url"] = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
        context["hours"] = settings.PASSWORD_RESET_TIMEOUT // 3600
        with translation.override(interface_language(language)):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)


class ForgottenPassword(AccountPage, PasswordResetView):
    """Asks for the address of the account. The answer is the same whether there is one or not."""

    title = _("A new password")
    form_class = ForgottenPasswordForm
    template_name = "account/forgotten_password.html"
    email_template_name = "account/mail.txt"
    subject_template_name = "account/mail_subject.txt"

    def get_success_url(self) -> str:
        return address("password_mailed", site_context(self.request).language)

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Sends the mail, unless too many were asked for: then the form says so."""
        if not may_be_mailed(self.request, form.cleaned_data["email"]):
            form.add_error(
                None,
                _(
                    "Too many mails were asked for. If one came to you within a day, also among unwanted mail, its"
                    " link may still work. You can ask for another in an hour."
                ),
            )
            return self.form_invalid(form)
        site = site_context(self.request)
        self.extra_email_context = {"site": site.name, "language": site.language}
        return super().form_valid(form)


class PasswordMailed(AccountPage, TemplateView):
    """What to do next."""

    title = _("Look into your mail")
    template_name = "account/password_mailed.html"


class NewPassword(AccountPage, PasswordResetConfirmView):
    """The form at the address from the mail; who chose a password there is signed in."""

    title = _("Choose a new password")
    template_name = "account/new_password.html"
    # Held up for wrong passwords, she would have to wait with the new one in hand.
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

    def get_success_url(self) -> str:
        return address("password_changed", site_context(self.request).language)

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        """Changes it, and lets the next page say so."""
        answer = super().form_valid(form)
        self.request.session[CHANGED] = True
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.validlink:
            self.title = _("This link does not work any more")
        again = address("forgotten_password", site_context(self.request).language)
        return {**super().get_context_data(**kwargs), "forgotten_url": again}


class PasswordChanged(AccountPage, TemplateView):
    """That it was changed, said once."""

    title = _("Your password is changed")
    template_name = "account/password_changed.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who comes otherwise is led to where readers begin."""
        if not request.session.pop(CHANGED, False):
            return redirect(home_of(request))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "home_url": home_of(self.request)}


def from_admin(request: HttpRequest) -> HttpResponse:
    """The admin's own form for this sends as many mails as it is asked for: its address leads to ours."""
    return redirect(address("forgotten_password", site_context(request).language))
