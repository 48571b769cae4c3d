"""Signals of the house."""

from django.dispatch import Signal

# Sent inside the transaction in which another page became the original of its set. Arguments: translation_key, page_id.
original_changed = Signal()
# Sent when an index page was added to a language's tree, before it goes live. Arguments: page.
tree_page_created = Signal()
