"""Reads settings from environment variables, and says what is wrong with one, where, and what it should be."""

import os
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

WHERE = "See .env.example and docs/operator.md."


def required(name: str, hint: str) -> str:
    """The value of a variable that has no default. Raises ``ImproperlyConfigured`` where it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is not set: {hint}. {WHERE}")
    return value


def switch(name: str, *, default: bool) -> bool:
    """``on`` or ``off``. Raises ``ImproperlyConfigured`` for anything else: a slip must not turn security off."""
    value = os.environ.get(name, "").strip().lower() or ("on" if default else "off")
    if value not in ("on", "off"):
        raise ImproperlyConfigured(f"The environment variable {name} is {value!r}; it can be 'on' or 'off'. {WHERE}")
    return value == "on"


def number(name: str, default: int) -> int:
    """A whole number of at least 0. Raises ``ImproperlyConfigured`` for anything else."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"The environment variable {name} is {value!r}; it must be a whole number. {WHERE}")
    return int(value)


def database(name: str, default: str) -> Any:
    """Django's settings of the database at an address. Raises ``ImproperlyConfigured`` where it is none."""
    try:
        return dj_database_url.config(env=name, default=default, conn_max_age=600, conn_health_checks=True)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not the address of a database; one is written"
            f" 'postgresql://account:password@host/name' or 'sqlite:////folder/file'. {WHERE}"
        ) from error


def words(value: str) -> list[str]:
    """The parts of a list that is separated by commas or spaces."""
    return value.replace(",", " ").split()
