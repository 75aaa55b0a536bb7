"""Squares of a picture, cut from its original where an editor marked them, and kept among its renditions."""

import re

from django.db import transaction

from jobs.queue import ask, handles
from media_library.ingest import keep, sandbox
from media_library.ingest.attempts import attempt, original_at_hand
from media_library.ingest.confine import Limits
from media_library.models import Asset, Rendition

#: The role of such renditions.
ROLE = "closeup"
#: The job that cuts one; its subject is ``<uid> <x> <y> <side>``.
CUT = "closeups.cut"
_NAME = re.compile(r"closeup-(\d+)-(\d+)-(\d+)-\d+\.\w+")


def square_of(name: str) -> tuple[int, int, int]:
    """x, y and side of the square that stands under this name. Raises ValueError for other names."""
    if found := _NAME.fullmatch(name):
        return int(found[1]), int(found[2]), int(found[3])
    raise ValueError(f"{name} is no closeup")


def cut_of(asset: Asset, x: int, y: int, side: int) -> list[Rendition]:
    """What stands of the square, in several widths; nothing until it is cut."""
    return [
        each for each in asset.renditions.all() if each.role == ROLE and square_of(each.name) == (x, y, side)
    ]


def ask_to_cut(asset: Asset, x: int, y: int, side: int) -> None:
    """Have the square cut soon, once this transaction commits."""
    ask(CUT, f"{asset.uid} {x} {y} {side}")


@handles(CUT)
def cut_one(subject: str) -> None:
    """Cut the square that an editor marked; nothing where its picture is gone meanwhile."""
    uid, x, y, side = subject.split()
    if asset := Asset.objects.filter(uid=uid).first():
        cut(asset, int(x), int(y), int(side))


def cut(asset: Asset, x: int, y: int, side: int) -> None:
    """Cut the square in a process of its own, unless it stands. Idempotent: the same bytes each time."""
    if cut_of(asset, x, y, side):
        return
    with attempt(f"closeup-{x}-{y}-{side}", asset) as trial, original_at_hand(asset, trial.scratch) as source:
        made = sandbox.run(
            "closeup",
            source,
            trial.made,
            scratch=trial.scratch,
            limits=Limits(),
            format=asset.format.lower(),
            facts=asset.facts,
            square=[x, y, side],
        )
        keep.place(asset, trial.made)
        with transaction.atomic():
            keep.record(asset, made, roles=())
