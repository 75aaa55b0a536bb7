"""The generation of all that is public. Kept pages carry it in their keys, so every process sees a change at once."""

from typing import Any

from django.db.models import F
from django.dispatch import receiver

from showcase.models import Generation
from showcase.signals import card_removed, card_written


def current() -> int:
    """The present generation; one query."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def seen_by(request: Any) -> int:
    """The generation that this request began with; asked for once."""
    if not hasattr(request, "generation"):
        request.generation = current()
    return int(request.generation)


@receiver([card_written, card_removed], dispatch_uid="showcase.generation.next")
def advance(**kwargs: Any) -> None:
    """Begin the next generation, within the transaction that changes what is public.

    Also called where works are loaded or unloaded in bulk, without signals.
    """
    if not Generation.objects.filter(pk=1).update(number=F("number") + 1):
        Generation.objects.get_or_create(pk=1)
        Generation.objects.filter(pk=1).update(number=F("number") + 1)
