from django.apps import AppConfig


class TaxonomyTestsConfig(AppConfig):
    """A page type for the tests of this app: the project's own types are not below it in the arrows."""

    name = "tests.taxonomy"
    label = "taxonomy_tests"
    default_auto_field = "django.db.models.BigAutoField"
