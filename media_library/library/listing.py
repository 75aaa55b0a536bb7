"""The list of files as its screen shows it: a cell for each file, and a chip for each filter that narrows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from media_library import usage
from media_library.ingest.words import describe_progress
from media_library.library.facts import duration, may_retry
from media_library.library.finding import rows
from media_library.models import Asset, Rendition
from media_library.thumbnails import thumbnail

#: What says where one is in the list, not what the list holds.
_PLACE = ("p", "at")


@dataclass(frozen=True)
class Cell:
    """One file in the grid; ``uses`` are words like “in 2 works”."""

    asset: Asset
    address: str
    picture: Rendition | None
    waveform: bool
    duration: str
    sentence: str
    uses: list[str]
    may_retry: bool


@dataclass(frozen=True)
class Chip:
    """A filter that narrows, with the address of the list without it."""

    label: str
    value: str
    without: str


def cells(keys: Sequence[int], asked: str = "", first: int = 0) -> list[Cell]:
    """A cell for each key; ``asked`` is the list's own question, ``first`` the place of the first in it."""
    assets = rows(keys)
    uses = usage.in_short([asset.pk for asset in assets])
    return [
        Cell(
            asset=asset,
            address=f"{reverse('library_asset', args=[asset.uid])}?{asked}{'&' if asked else ''}at={first + number}",
            picture=thumbnail(asset),
            waveform=any(each.role == "peaks" for each in asset.renditions.all()),
            duration=duration(asset.duration) if asset.duration else "",
            sentence=describe_progress(asset),
            uses=uses.get(asset.pk, []),
            may_retry=may_retry(asset),
        )
        for number, asset in enumerate(assets)
    ]


def question(asked: QueryDict, leave_out: str = "") -> str:
    """The filters as an address says them: no empty ones, no place in the list."""
    kept = asked.copy()
    for name in list(kept):
        if name in (*_PLACE, leave_out) or not str(kept[name]).strip():
            del kept[name]
    return kept.urlencode()


def chips(form: forms.Form, asked: QueryDict) -> Iterator[Chip]:
    """The filters of a form that was validated which narrow the list, in the order of its fields."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name != "sort":
            yield Chip(str(field.label), _words(field, value), question(asked, leave_out=name))


def _words(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.ChoiceField):
        return next(str(words) for key, words in _flat(field.choices) if str(key) == value)
    return str(value) if isinstance(value, str) else date_format(value, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]


def _flat(choices: object) -> Iterator[tuple[object, object]]:
    for key, words in choices:  # type: ignore[attr-defined]
        if isinstance(words, (list, tuple)):
            yield from _flat(words)
        else:
            yield key, words
