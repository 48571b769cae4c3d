"""Signing in and out on the public side."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kb.context import address, site_context
from kb.head import view_head
from kb.languages import interface_language

# Where the form says why it was refused.
ERRORS = "sign-in-errors"


class SignInForm(AuthenticationForm):
    """E-mail address and password."""

    username = UsernameField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "maxlength": 254})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _(
            "No account has this e-mail address and password. Check both; capital letters count in the password."
        ),
        "inactive": _("This account is closed. Write to the contact below if that is a mistake."),
    }


class AccountPage:
    """A page about one's account: one address in each language, wherever one came from, that no search engine needs.

    ``title`` is its heading and what the browser calls it.
    """

    title: Promise
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What forms say of their fields is said in the interface's language, as the rest of the page."""
        with translation.override(interface_language(site_context(request).language)):
            found: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        title = str(self.title)
        head = view_head(self.request, title, canonical=self.request.path, is_indexed=False)
        return {**context, "title": title, "head": head}


class SignIn(AccountPage, LoginView):
    """The form; afterwards the page one came from, or the home page in one's language."""

    title = _("Sign in")
    authentication_form = SignInForm
    template_name = "account/sign_in.html"

    def get_default_redirect_url(self) -> str:
        return home_of(self.request)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Refused as a whole: both fields say so, and one goes on at the password."""
        if form.non_field_errors():
            for field in form.fields.values():
                field.widget.attrs.update({"aria-invalid": "true", "aria-describedby": ERRORS})
            form.fields["password"].widget.attrs["autofocus"] = True
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        forgotten = address("forgotten_password", site_context(self.request).language)
        return {**context, "errors_id": ERRORS, "forgotten_url": forgotten}


def too_many_attempts(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """429 instead of a form, the admin's too, for whoever failed too often: ``AXES_LOCKOUT_CALLABLE``."""
    wait: timedelta = settings.AXES_COOLOFF_TIME
    context = {"minutes": round(wait.total_seconds() / 60)}
    answer = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    add_never_cache_headers(answer)
    answer["Retry-After"] = str(round(wait.total_seconds()))
    return answer


class SignOut(LogoutView):
    """Only by a form (POST): a link or picture elsewhere cannot sign anybody out. Back to the home page."""

    def get_default_redirect_url(self) -> str:
        return home_of(self.request)


def home_of(request: Any) -> str:
    """Where readers begin in the request's language."""
    home = site_context(request).home
    return home.url if home else "/"
