"""What the taxonomy adds to the admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from taxonomy.views.suggest import suggest


@hooks.register("register_admin_urls")
def taxonomy_urls() -> list[URLPattern]:
    return [path("terms/<slug:scheme>/suggest/", suggest, name="taxonomy_terms")]
