"""Files as texts to search: what the team and the sender say of a file, and how a document begins.

A document is written in the transaction that writes what it says: by the arrival of a file, by ingest, by
``arranging``, by a sender's new name. ``manage.py rebuild_search`` writes all of them anew.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from accounts.models import User
from media_library.models import Asset
from zh.documents import Fields
from zh.index import SearchTable
from zh.terms import Query, parse

ASSETS = SearchTable("media_library_search")

_DIGEST = re.compile(r"[0-9a-f]{6,64}", re.ASCII)
_AT_ONCE = 500


def fields_of(asset: Asset) -> Fields:
    """The file's texts. Names, captions, albums and tags are found by their sound, too."""
    album = asset.album
    return {
        "title": [PurePosixPath(asset.name).stem, asset.caption],
        "authors": [asset.owner.name, album.photographer if album else ""],
        "unit": [*(tag.name for tag in asset.tags.all()), *((album.name, album.place) if album else ())],
        "body": [asset.name, asset.owner.username, str(asset.facts.get("opening", ""))],
    }


def remember(pks: Iterable[int]) -> None:
    """Write the documents of these files, in the caller's transaction."""
    pks = list(pks)
    for start in range(0, len(pks), _AT_ONCE):
        ASSETS.put_many(_documents(Asset.objects.filter(pk__in=pks[start : start + _AT_ONCE])))


def rebuild() -> int:
    """Write every document anew, in one transaction; returns how many there are."""
    with transaction.atomic():
        ASSETS.clear()
        ASSETS.put_many(_documents(Asset.objects.all()))
    ASSETS.settle()
    return Asset.objects.count()


class Sought:
    """A question as it was understood: which files answer it, and which of them come first."""

    def __init__(self, text: str) -> None:
        """Whatever is typed, this only finds or does not find."""
        self._digest = text.strip().lower()
        self._query = parse(text)
        self._ranked = ASSETS.ranked(self._query)

    @property
    def fits(self) -> Q:
        """The files that answer, or whose SHA-256 begins so."""
        if self._ranked is None:
            found = Q(pk__in=_matching(self._query))
        else:
            found = Q(pk__in=self._ranked)
        if _DIGEST.fullmatch(self._digest):
            # A range, since LIKE reads every row. "g" comes after the last hexadecimal digit.
            found |= Q(sha256__gte=self._digest, sha256__lt=f"{self._digest}g")
        return found

    def best_first(self, assets: QuerySet[Asset]) -> QuerySet[Asset]:
        """Few are ordered by what they say; of many come those whose name or caption says it, then the newest."""
        if self._ranked is None:
            named = Q(pk__in=_matching(self._query, "title"))
            return assets.order_by(Case(When(named, then=0), default=1), "-pk")
        if not self._ranked:
            return assets.order_by("-pk")
        places = [When(pk=pk, then=place) for place, pk in enumerate(self._ranked)]
        return assets.order_by(Case(*places, default=len(places)), "-pk")


def _matching(query: Query, place: str = "any") -> RawSQL:
    sql, parameters = ASSETS.matching(query, place)
    return RawSQL(sql, parameters)  # noqa: S611 (made by the index)


def _documents(assets: QuerySet[Asset]) -> Iterator[tuple[int, Fields, dict[str, object]]]:
    rows = assets.select_related("owner", "album").prefetch_related("tags").order_by("pk")
    for asset in rows.iterator(chunk_size=_AT_ONCE):
        yield asset.pk, fields_of(asset), {}


@receiver(pre_save, sender=User, dispatch_uid="media_library.searching.renaming")
def _look_at_the_name(instance: User, update_fields: Any = None, **kwargs: Any) -> None:
    """Signing in writes accounts all the time, a new name comes once in years."""
    names = {"name", "username"}
    asked = instance.pk and (update_fields is None or names.intersection(update_fields))
    known = User.objects.filter(pk=instance.pk).values_list("name", "username").first() if asked else None
    instance._renamed = known not in (None, (instance.name, instance.username))  # type: ignore[attr-defined]


@receiver(post_save, sender=User, dispatch_uid="media_library.searching.renamed")
def _remember_the_name(instance: User, **kwargs: Any) -> None:
    if instance._renamed:  # type: ignore[attr-defined]
        remember(Asset.objects.filter(owner=instance).values_list("pk", flat=True))
