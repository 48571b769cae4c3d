from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "taxonomy"
    verbose_name = _("Terms")

    def ready(self) -> None:
        # Checks and publish questions are imported for what they register.
        from taxonomy import checks, publishing, receivers  # noqa: F401

        receivers.connect()
