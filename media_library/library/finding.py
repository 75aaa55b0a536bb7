"""Find files: by what is asked in words, and by kind, state, album, tag, size, sender, day and what layers above know."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library import narrowing
from media_library.ingest.pipeline import MAY_PASS_NEXT_TIME
from media_library.models import Album, Asset, Family, Rendition, State, Tag
from media_library.narrowing import Choice
from media_library.searching import Sought
from media_library.thumbnails import ROLES

ANY = ("", _("all"))
ATTENTION = ("attention", _("needs attention"))
_MB = 1024**2
#: From how many bytes on, and below how many.
SIZES = {
    "tiny": (_("under 1 MB"), 0, _MB),
    "small": (_("1–10 MB"), _MB, 10 * _MB),
    "middling": (_("10–100 MB"), 10 * _MB, 100 * _MB),
    "large": (_("100 MB–1 GB"), 100 * _MB, 1024 * _MB),
    "huge": (_("over 1 GB"), 1024 * _MB, 2**62),
}
ORDERS = {
    "newest": (_("newest first"), ["-pk"]),
    "oldest": (_("oldest first"), ["pk"]),
    "largest": (_("largest first"), ["-size", "-pk"]),
    "name": (_("by name"), ["name", "-pk"]),
}
BEST = ("", _("best first"))
_NEWEST = ("", ORDERS["newest"][0])


class _Order(forms.ChoiceField):
    """ "newest" stays good where nothing is searched for: it is the same as no choice then."""

    def valid_value(self, value: str) -> bool:
        return value in ORDERS


class FilterForm(forms.Form):
    """What the library is narrowed to; everything optional. Values that make no sense narrow nothing and are said.

    ``only`` names the filters that a smaller screen has.
    """

    def __init__(self, data: Mapping[str, Any], only: Collection[str] = ()) -> None:
        super().__init__(data)
        searched = bool(str(data.get("q", "")).strip())
        fields = {
            "q": lambda: forms.CharField(label=_("Search"), max_length=120),
            "family": lambda: _choice(_("Kind"), Family.choices),
            "state": lambda: _choice(_("State"), [ATTENTION, *State.choices]),
            **{name: _offered(each) for name, each in narrowing.offered().items()},
            "album": lambda: _choice(_("Album"), _keys(Album.objects.values_list("pk", "name"))),
            "tag": lambda: _choice(_("Tag"), _keys(Tag.objects.values_list("pk", "name"))),
            "owner": lambda: _choice(_("Sent by"), _senders()),
            "size": lambda: _choice(_("File size"), [(code, each[0]) for code, each in SIZES.items()]),
            "since": lambda: _day(_("Sent since")),
            "until": lambda: _day(_("Sent until")),
            "sort": lambda: _Order(label=_("Order"), choices=_orders(searched)),
        }
        for name, make in fields.items():
            if not only or name in only:
                self.fields[name] = make()
                self.fields[name].required = False


def fitting(asked: Mapping[str, Any], sought: Sought | None = None) -> QuerySet[Asset]:
    """The assets that fit ``FilterForm.cleaned_data``, in no order."""
    assets = Asset.objects.order_by()
    sought = sought or _sought(asked)
    if sought:
        assets = assets.filter(sought.fits)
    for name in ("family", "album", "owner"):
        if asked.get(name):
            assets = assets.filter(**{name: asked[name]})
    if asked.get("state"):
        state = asked["state"]
        assets = assets.filter(_needs_attention() if state == ATTENTION[0] else Q(state=state))
    if asked.get("tag"):
        assets = assets.filter(pk__in=Asset.tags.through.objects.filter(tag=asked["tag"]).values("asset"))
    for name in narrowing.offered():
        if asked.get(name):
            assets = assets.filter(narrowing.fitting(name, asked[name]))
    if asked.get("size"):
        _words, least, below = SIZES[asked["size"]]
        assets = assets.filter(size__gte=least, size__lt=below)
    if asked.get("since"):
        assets = assets.filter(created_at__gte=_midnight(asked["since"]))
    if asked.get("until"):
        assets = assets.filter(created_at__lt=_midnight(asked["until"] + dt.timedelta(days=1)))
    return assets


def found(asked: Mapping[str, Any]) -> QuerySet[Asset]:
    """The assets that fit, in the order asked for: without one the newest first, or what answers best."""
    sought = _sought(asked)
    assets = fitting(asked, sought)
    if asked.get("sort"):
        return assets.order_by(*ORDERS[asked["sort"]][1])
    return sought.best_first(assets) if sought else assets.order_by("-pk")


def rows(keys: Iterable[int]) -> list[Asset]:
    """These assets in this order, with senders, albums and what ``thumbnail`` reads: two queries, however many."""
    keys = list(keys)
    assets = with_thumbnails(Asset.objects.select_related("album").filter(pk__in=keys)).in_bulk()
    return [assets[key] for key in keys if key in assets]


def with_thumbnails(assets: QuerySet[Asset]) -> QuerySet[Asset]:
    """The assets with their senders, their pictures and, of sound, the waveform."""
    shown = Q(role__in=ROLES, width__isnull=False) | Q(role="peaks")
    return assets.select_related("owner").prefetch_related(
        Prefetch("renditions", Rendition.objects.filter(shown).order_by())
    )


def _sought(asked: Mapping[str, Any]) -> Sought | None:
    return Sought(asked["q"]) if asked.get("q") else None


def _needs_attention() -> Q:
    """What waits for somebody of the team: our own failures, damage, and what may pass another time."""
    again = Q(state=State.REFUSED, refusal__in=MAY_PASS_NEXT_TIME)
    return Q(state=State.FAILED) | ~Q(fault="") | again


def _choice(label: Any, choices: Iterable[Choice]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[ANY, *choices])


def _offered(each: narrowing.Narrowing) -> Any:
    return lambda: _choice(each.label, each.choices())


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


def _orders(searched: bool) -> list[Choice]:
    named = [(code, each[0]) for code, each in ORDERS.items()]
    return [BEST, *named] if searched else [_NEWEST, *named[1:]]


def _senders() -> list[Choice]:
    senders = User.objects.filter(pk__in=Asset.objects.order_by().values("owner")).order_by(
        "name", "username"
    )
    return [
        (str(pk), f"{name} {username}".strip())
        for pk, name, username in senders.values_list("pk", "name", "username")
    ]


def _keys(pairs: Iterable[tuple[int, str]]) -> list[Choice]:
    return [(str(pk), name) for pk, name in pairs]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
