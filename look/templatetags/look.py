"""Draws the components of the style page with their own templates."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from look.specimens import State

register = template.Library()


@register.simple_tag(takes_context=True)
def specimen(context: Context, state: State) -> SafeString:
    """``state`` as the pages show it: its template with its own context, inside the page's."""
    assert context.template is not None
    drawn = context.template.engine.get_template(state.template)
    with context.push(**state.context):
        return drawn.render(context)
