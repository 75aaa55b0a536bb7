"""Filters of the library by what a notice knows: whoever holds files by unit, campaign and item offers them with these."""

from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from campaigns.models import Campaign, Item
from media_library.narrowing import Choice, Narrowing

Condition = Callable[[str, str], Q]
"""From the path that leads from a work to what is asked for, and its key, to the assets of such works."""


def by_unit_campaign_and_item(fits: Condition, item: str) -> list[Narrowing]:
    """The three filters for works that have a ``unit``; ``item`` is the path to their item."""
    return [
        Narrowing("unit", _("Unit"), _units, lambda key: fits("unit", key)),
        Narrowing("campaign", _("Campaign"), _campaigns, lambda key: fits(f"{item}__group__campaign", key)),
        Narrowing("item", _("Item"), _items, lambda key: fits(item, key)),
    ]


def _units() -> Iterable[Choice]:
    return [(str(unit.pk), unit.label) for unit in Unit.objects.all()]


def _campaigns() -> Iterable[Choice]:
    return [(str(pk), title) for pk, title in Campaign.objects.values_list("pk", "title")]


def _items() -> Iterable[Choice]:
    """Each campaign is a group of its items."""
    groups: dict[str, list[Choice]] = {}
    order = ("-group__campaign__created_at", "group__position", "group", "position", "pk")
    rows = Item.objects.order_by(*order).values_list("pk", "label", "title", "group__campaign__title")
    for pk, label, title, campaign in rows:
        groups.setdefault(campaign, []).append((str(pk), f"{label} {title}".strip()))
    return list(groups.items())
