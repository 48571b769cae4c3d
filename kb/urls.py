"""Addresses: the admin, files behind the care check, and every page under its language's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from kb.views import icons, media, page_forms, passwords, pictures, robots, root, signin, sitemap
from kb.views.health import health_view

handler400 = "kb.views.errors.bad_request"
handler403 = "kb.views.errors.permission_denied"
handler404 = "kb.views.errors.page_not_found"
handler500 = "kb.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", root.root, name="root"),
    path("health/", health_view, name="health"),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    *sitemap.urlpatterns,
    path("admin/", include(page_forms.urlpatterns)),
    path("admin/password_reset/", passwords.from_admin, name="forgotten_password_in_admin"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.serve, name="media"),
    path("", include("look.urls")),
]

# Every language has its prefix, the first too.
urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("sign-in/", signin.SignIn.as_view(), name="sign_in"),
    path("sign-in/forgotten/", passwords.ForgottenPassword.as_view(), name="forgotten_password"),
    path("sign-in/mailed/", passwords.PasswordMailed.as_view(), name="password_mailed"),
    path("sign-in/new/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="new_password"),
    path("sign-in/changed/", passwords.PasswordChanged.as_view(), name="password_changed"),
    path("sign-out/", signin.SignOut.as_view(), name="sign_out"),
    path("site.webmanifest", icons.manifest, name="manifest"),
    path("og/site-<slug:digest>.png", pictures.of_site, name="site_picture"),
    path("og/<int:pk>-<slug:digest>.png", pictures.of_page, name="picture"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
