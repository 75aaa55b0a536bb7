"""Find files by name, kind, state, sender and day."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_library.models import Asset, Family, Rendition, State
from media_library.thumbnails import ROLES

ANY = ("", _("all"))


class FilterForm(forms.Form):
    """What the library is narrowed to; everything optional. Values that make no sense narrow nothing and are said."""

    q = forms.CharField(label=_("Name, sender or SHA-256"), max_length=120, required=False)
    family = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Family.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *State.choices], required=False)
    since = forms.DateField(
        label=_("Sent since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Sent until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


def with_thumbnails(assets: QuerySet[Asset]) -> QuerySet[Asset]:
    """The assets with their senders and what ``thumbnail`` reads: two queries more, however many rows."""
    pictures = Prefetch("renditions", Rendition.objects.filter(role__in=ROLES, width__isnull=False))
    return assets.select_related("owner").prefetch_related(pictures)


def found(asked: dict[str, Any]) -> QuerySet[Asset]:
    """The assets that fit ``FilterForm.cleaned_data``, newest first."""
    assets = Asset.objects.order_by("-pk")
    if query := asked.get("q"):
        fits = Q(name__icontains=query) | Q(owner__name__icontains=query) | Q(owner__username=query)
        if len(query) >= 8:
            fits |= Q(sha256__startswith=query.lower())
        assets = assets.filter(fits)
    if asked.get("family"):
        assets = assets.filter(family=asked["family"])
    if asked.get("state"):
        assets = assets.filter(state=asked["state"])
    if asked.get("since"):
        assets = assets.filter(created_at__gte=_midnight(asked["since"]))
    if asked.get("until"):
        assets = assets.filter(created_at__lt=_midnight(asked["until"] + dt.timedelta(days=1)))
    return assets


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
