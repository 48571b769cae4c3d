from django.urls import URLPattern, path
from wagtail import hooks

from taxonomy.views.find import find_terms


@hooks.register("register_admin_urls")
def register_find_url() -> list[URLPattern]:
    return [path("terms/find/<str:scheme>/", find_terms, name="taxonomy_find")]
