"""Every row of the site, for comparing before and after."""

from typing import Any

from django.apps import apps
from django.db import models

# Logs say when something ran, not what is there.
LOGS = {"django_admin_log", "wagtailcore_pagelogentry", "wagtailcore_modellogentry", "django_session"}


def rows() -> dict[str, list[Any]]:
    """The rows of every table by its name, without columns that only tell the time of the last save."""
    found: dict[str, list[Any]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LOGS:
            columns = [field.attname for field in model._meta.concrete_fields if not _is_clock(field)]
            found[model._meta.db_table] = sorted(map(repr, model._base_manager.values_list(*columns)))
    return found


def _is_clock(field: models.Field[Any, Any]) -> bool:
    return bool(getattr(field, "auto_now", False))
