"""Signals of the house."""

from django.dispatch import Signal

# Sent inside the transaction in which another page became the original of its set. Arguments: translation_key, page_id,
# former (the former original, specific, in memory: its row may be gone; None if there was none).
original_changed = Signal()
# Sent when an index page was added to a language's tree, before it goes live. Arguments: page.
tree_page_created = Signal()
# Sent inside the transaction in which a page is about to lose the role of the original, while it and its source are
# still there. Arguments: page (specific).
original_leaves = Signal()
# Sent inside the transaction in which a page was deleted whose set lives on: who keeps content that names it by its
# number lets it name the heir. Arguments: page_id, heir_id.
page_replaced = Signal()
