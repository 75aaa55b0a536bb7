"""Put files in order: albums, tags, captions, picks. The only writer of these; each act is all or nothing.

Everything takes many files and costs the same few queries for one as for a hundred. Curators only: others meet
PermissionDenied, and what cannot be done is a `NotPossible` with a sentence for whoever tried.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from media_library import searching
from media_library.models import Album, Asset, Tag

_TAKEN = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_Tagged = Asset.tags.through


class NotPossible(Exception):
    """What was asked for cannot be done; the text is a sentence for the person who tried."""


# --- Albums


@transaction.atomic
def make_album(name: str, *, place: str = "", taken: str = "", photographer: str = "", by: User) -> Album:
    """A new, empty album. ``taken`` is a year, a month or a day: 2021, 2021-06, 2021-06-18."""
    _require_curator(by)
    album = Album(
        created_by=by,
        **_checked({"name": name, "place": place, "taken": taken, "photographer": photographer}),
    )
    album.save()
    trail.record("album.make", by=by, subject=f"album:{album.pk}", label=album.name)
    return album


@transaction.atomic
def change_album(album: Album, *, by: User, **said: str) -> Album:
    """Say anew what the album is: ``name``, ``place``, ``taken``, ``photographer``, those that are given."""
    _require_curator(by)
    said = {field: text for field, text in _checked(said).items() if getattr(album, field) != text}
    if said:
        for field, text in said.items():
            setattr(album, field, text)
        album.save(update_fields=list(said))
        searching.remember(album.assets.values_list("pk", flat=True))
        trail.record("album.change", by=by, subject=f"album:{album.pk}", label=album.name, **said)
    return album


@transaction.atomic
def move(assets: Iterable[Asset], album: Album | None, by: User) -> int:
    """Put the files into the album, or into none; returns how many lay elsewhere."""
    _require_curator(by)
    to = album.pk if album else None
    moved = [asset for asset in _standing(assets) if asset.album_id != to]
    _write(moved, album=album)
    _remember(moved)
    _tell("asset.move", moved, by, album=album.name if album else "")
    return len(moved)


# --- Tags


@transaction.atomic
def tag(assets: Iterable[Asset], words: Iterable[str], by: User) -> int:
    """Give the files these tags, new ones are made; returns how many files had not all of them yet."""
    _require_curator(by)
    names = _words(words)
    rows = _standing(assets)
    Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
    tags = {tag.pk: tag.name for tag in Tag.objects.filter(name__in=names)}
    pks = [asset.pk for asset in rows]
    known = set(_Tagged.objects.filter(tag__in=tags, asset__in=pks).values_list("asset_id", "tag_id"))
    missing = [(asset, tag) for asset in pks for tag in tags if (asset, tag) not in known]
    _Tagged.objects.bulk_create(
        [_Tagged(asset_id=asset, tag_id=tag) for asset, tag in missing], ignore_conflicts=True
    )
    given = {asset for asset, _tag in missing}
    changed = [asset for asset in rows if asset.pk in given]
    _remember(changed)
    _tell("asset.tag", changed, by, tags=names)
    return len(changed)


@transaction.atomic
def untag(assets: Iterable[Asset], words: Iterable[str], by: User) -> int:
    """Take these tags from the files; a tag that no file has any more is gone. Returns how many files had one."""
    _require_curator(by)
    names = _words(words)
    rows = _standing(assets)
    held = _Tagged.objects.filter(tag__name__in=names, asset__in=[asset.pk for asset in rows])
    holding = set(held.values_list("asset_id", flat=True))
    held.delete()
    Tag.objects.filter(name__in=names).exclude(pk__in=_Tagged.objects.values("tag")).delete()
    changed = [asset for asset in rows if asset.pk in holding]
    _remember(changed)
    _tell("asset.untag", changed, by, tags=names)
    return len(changed)


# --- Captions and picks


@transaction.atomic
def caption(texts: Mapping[Asset, str], by: User) -> int:
    """Write captions, one for each file; an empty one takes it away. Returns how many changed."""
    _require_curator(by)
    wanted = {asset.pk: " ".join(text.split()) for asset, text in texts.items()}
    for text in wanted.values():
        _require_short(text, Asset, "caption")
    changed = [asset for asset in _standing(texts) if asset.caption != wanted[asset.pk]]
    for asset in changed:
        asset.caption = wanted[asset.pk]
    Asset.objects.bulk_update(changed, ["caption"], batch_size=200)
    _remember(changed)
    trail.record_many(
        "asset.caption",
        by=by,
        of=[(f"asset:{each.pk}", each.name, {"caption": each.caption}) for each in changed],
    )
    return len(changed)


@transaction.atomic
def pick(assets: Iterable[Asset], by: User) -> int:
    """The team wants to show these, of an album's many; returns how many were not picked before."""
    return _pick(assets, by, picked=True)


@transaction.atomic
def unpick(assets: Iterable[Asset], by: User) -> int:
    """Take the picks back; returns how many there were."""
    return _pick(assets, by, picked=False)


def _pick(assets: Iterable[Asset], by: User, *, picked: bool) -> int:
    _require_curator(by)
    changed = [asset for asset in _standing(assets) if asset.picked != picked]
    _write(changed, picked=picked)
    _tell("asset.pick" if picked else "asset.unpick", changed, by)
    return len(changed)


# --- What all of them need


def _require_curator(by: User) -> None:
    if not has_role(by, Role.CURATOR):
        raise PermissionDenied(_("Only the new-media team arranges the library."))


def _standing(assets: Iterable[Asset]) -> list[Asset]:
    """The rows as they stand now, whatever the caller read before."""
    pks = {asset.pk for asset in assets}
    return list(Asset.objects.filter(pk__in=pks).order_by("pk").only("name", "album", "caption", "picked"))


def _write(assets: Collection[Asset], **fields: Any) -> None:
    Asset.objects.filter(pk__in=[asset.pk for asset in assets]).update(**fields)


def _remember(assets: Iterable[Asset]) -> None:
    searching.remember(asset.pk for asset in assets)


def _tell(action: str, assets: Iterable[Asset], by: User, **detail: Any) -> None:
    trail.record_many(action, by=by, of=[(f"asset:{each.pk}", each.name, detail) for each in assets])


def _checked(said: dict[str, str]) -> dict[str, str]:
    """The facts of an album without stray white space. Raises NotPossible for what an album cannot say."""
    said = {field: " ".join(text.split()) for field, text in said.items()}
    for field, text in said.items():
        _require_short(text, Album, field)
    if said.get("name") == "":
        raise NotPossible(_("An album needs a name."))
    if said.get("taken") and not _is_date(said["taken"]):
        raise NotPossible(
            _("“%(text)s” is no date: write 2021, 2021-06 or 2021-06-18.") % {"text": said["taken"]}
        )
    return said


def _is_date(text: str) -> bool:
    if not _TAKEN.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _words(words: Iterable[str]) -> list[str]:
    """Tags as they are kept, each once. Raises NotPossible where there is none, or one is too long."""
    names = list(dict.fromkeys(filter(None, (" ".join(word.split()) for word in words))))
    if not names:
        raise NotPossible(_("Write at least one tag."))
    for name in names:
        _require_short(name, Tag, "name")
    return names


def _require_short(text: str, model: type, name: str) -> None:
    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    if len(text) > field.max_length:
        raise NotPossible(
            _("%(field)s: %(number)d characters at most, these are %(given)d.")
            % {"field": field.verbose_name, "number": field.max_length, "given": len(text)}
        )
