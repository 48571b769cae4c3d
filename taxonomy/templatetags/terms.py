"""Terms in templates."""

from django import template

from taxonomy.enums import Scheme

register = template.Library()


@register.filter
def scheme_label(scheme: str) -> str:
    """The name of a scheme in the active language."""
    return str(Scheme(scheme).label)
