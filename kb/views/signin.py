"""Signing in and out on the public side."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kb.context import site_context
from kb.head import view_head
from kb.languages import interface_language


class SignInForm(AuthenticationForm):
    """E-mail address and password."""

    username = UsernameField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "maxlength": 254})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("No account has this e-mail address and password. Both are needed, as you wrote them then."),
        "inactive": _("This account is closed. Write to the contact below if that is a mistake."),
    }


class SignIn(LoginView):
    """The form; afterwards the page one came from, or the home page in one's language."""

    authentication_form = SignInForm
    template_name = "account/sign_in.html"

    def get_default_redirect_url(self) -> str:
        return _home_of(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the head: one address, wherever one came from, that no search engine needs."""
        context = super().get_context_data(**kwargs)
        language = site_context(self.request).language
        with translation.override(interface_language(language)):
            title = gettext("Sign in")
        return {**context, "head": view_head(self.request, title, canonical=self.request.path, is_indexed=False)}


class SignOut(LogoutView):
    """Only by a form (POST): a link or picture elsewhere cannot sign anybody out. Back to the home page."""

    def get_default_redirect_url(self) -> str:
        return _home_of(self.request)


def _home_of(request: Any) -> str:
    home = site_context(request).home
    return home.url if home else "/"
