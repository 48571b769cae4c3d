"""Signals of the translation app."""

from django.dispatch import Signal

# Sent inside the transaction that changed what is known of a page's texts. Arguments: page.
texts_recorded = Signal()
