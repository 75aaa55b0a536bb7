"""News of what is public. Sent within the releasing or withdrawing transaction, so that what receivers write
stands or falls with it."""

from django.dispatch import Signal

card_written = Signal()
"""A work is public, newly or again. Arguments: ``card`` (WorkCard), ``release`` (Release)."""

card_removed = Signal()
"""A work is no longer public; sent before its card is deleted. Arguments: ``card`` (WorkCard)."""
