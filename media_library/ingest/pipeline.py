"""The steps of ingest, and the only writer of ``Asset.state``.

``show`` tells what the file is and makes what pages need; ``encode`` makes long recordings playable; ``tiles`` lets
one come close to a large picture; what is only smaller or smoother comes last (``EXTRAS``). Each is a job: idempotent,
tried five times, taken up again when a worker dies. A file at fault is REFUSED with a reason; where we are at fault it
is FAILED, and `retry` begins anew.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from jobs.models import Lane
from jobs.queue import ask, handles
from jobs.rounds import every
from media_library import searching
from media_library.ingest import keep, sandbox
from media_library.ingest.attempts import attempt, original_at_hand, sweep
from media_library.ingest.confine import Limits
from media_library.ingest.refused import Refusal, Refused
from media_library.ingest.scanner import ScannerAway, require_clean
from media_library.models import Asset, Family, State
from media_library.signals import extra_made
from media_library.storage import StoreAway, is_local

log = logging.getLogger(__name__)

#: Which roles a later step makes, in place of those that ``show`` made.
LATER_ROLES = {
    "tiles": ("tiles",),
    "encode": ("play", "opus", "peaks"),
    "avif": ("avif",),
    "hls": ("hls",),
    "sprites": ("sprites",),
}
#: Steps that nobody waits for: asked for once the asset is READY, which it stays whatever becomes of them.
EXTRAS = {"avif", "hls", "sprites"}
_ALL_ROLES = ("web", "poster", "page", "image", "text", "captions", "play", "opus", "peaks")
#: Facts that have columns of their own.
_COLUMNS = {"width": "width", "height": "height", "seconds": "duration", "fingerprint": "fingerprint"}
_MEGABYTE = 1_000_000
_PROGRESS_EVERY = 1.0
#: A refusal that another day, or another machine, may not repeat.
MAY_PASS_NEXT_TIME = {"too_slow", "too_big_to_read"}


class CannotRetry(Exception):
    """The asset is in no state in which trying again makes sense."""


def begin(asset: Asset) -> None:
    """Have a new asset looked at, once this transaction commits."""
    ask("ingest.show", str(asset.uid))


def retry(asset: Asset, by: User) -> None:
    """Try again what failed through our fault. Raises PermissionDenied for others than curators, CannotRetry for an
    asset that did not fail."""
    if not has_role(by, Role.CURATOR):
        raise PermissionDenied(_("Only the new-media team arranges the library."))
    with transaction.atomic():
        open_states = [State.FAILED]
        if asset.state == State.REFUSED and asset.refusal in MAY_PASS_NEXT_TIME:
            open_states.append(State.REFUSED)
        changed = Asset.objects.filter(pk=asset.pk, state__in=open_states).update(
            state=State.WAITING, step="", progress=0, refusal="", refusal_params={}
        )
        if not changed:
            raise CannotRetry(asset.state)
        trail.record("asset.retry", by=by, subject=f"asset:{asset.pk}", label=asset.name)
        ask("ingest.show", str(asset.uid))
    asset.refresh_from_db()


def gave_up(uid: str) -> None:
    """After five attempts: say so. What is READY stays so; only a later step is missing then."""
    Asset.objects.filter(uid=uid, state__in=[State.WAITING, State.CHECKING]).update(
        state=State.FAILED, step="", progress=0
    )
    Asset.objects.filter(uid=uid, state=State.READY).update(step="", progress=0)


def gave_up_extra(uid: str) -> None:
    """What is READY stays so and lacks the extra; what begins anew meanwhile is not ours to end."""
    _extra_ended(uid)


@handles("ingest.show", gave_up=gave_up)
def show(uid: str) -> None:
    """Identify, examine and derive what pages need; READY afterwards, unless a recording must be encoded first."""
    asset = _take(uid, "show")
    if asset is None:
        return
    with _patience(asset), attempt("show", asset) as trial, original_at_hand(asset, trial.scratch) as source:
        try:
            require_clean(source)
            result = sandbox.run(
                "show",
                source,
                trial.made,
                scratch=trial.scratch,
                limits=_show_limits(asset),
                progress=_progress(asset),
                name=asset.name,
            )
        except Refused as refused:
            _refuse(asset, refused.refusal)
            return
        facts, later = result["facts"], result["facts"]["later"]
        # Made anew, a READY recording keeps playing what the later step made until that step has run again.
        kept = {role for step in later for role in LATER_ROLES[step]} if asset.state == State.READY else set()
        made = [each for each in result["made"] if each["role"] not in kept]
        keep.place(asset, trial.made)
        _record(asset, result["format"], facts, made, roles=set(_ALL_ROLES) - kept)


def _record(
    asset: Asset, format: str, facts: dict[str, Any], made: list[dict[str, Any]], *, roles: set[str]
) -> None:
    """Write down what ``show`` found and made, and ask for what follows."""
    later = facts["later"]
    playable = not (facts.get("show") == "encode" and "encode" in later)
    with transaction.atomic():
        keep.record(asset, made, roles=roles)
        _describe(asset, format, facts)
        if playable:
            _ready(asset)
        else:
            Asset.objects.filter(pk=asset.pk).update(step="encode", progress=0)
        for step in later:
            if playable or step not in EXTRAS:
                ask(f"ingest.{step}", str(asset.uid))
        if facts["family"] == Family.PICTURE:
            ask("duplicates.look", str(asset.uid))


@contextmanager
def _patience(asset: Asset) -> Iterator[None]:
    """A scanner or a store that is away is no fault of the file: it waits, and a round looks at it again."""
    try:
        yield
    except ScannerAway as away:
        log.warning("asset %s waits for the virus scanner: %s", asset.uid, away)
        _wait(asset, "scan")
        # Nothing passes without the scanner's word; what is READY was passed before.
        Asset.objects.filter(pk=asset.pk, state=State.READY).update(step="", progress=100)
    except StoreAway as away:
        log.warning("asset %s waits for the store: %s", asset.uid, away)
        _wait(asset, "store")
        Asset.objects.filter(pk=asset.pk, state=State.READY).update(step="store", progress=100)


def _wait(asset: Asset, step: str) -> None:
    Asset.objects.filter(pk=asset.pk, state=State.CHECKING).update(state=State.WAITING, step=step, progress=0)


@every(60)
def look_again() -> None:
    """Take up what waits for the virus scanner, and, where that answers, what waits for the store."""
    waiting = Asset.objects.filter(state=State.WAITING, step="scan")
    if _store_answers():
        waiting |= Asset.objects.filter(state__in=[State.WAITING, State.READY], step="store")
    for uid in waiting.values_list("uid", flat=True):
        ask("ingest.show", str(uid))


def _store_answers() -> bool:
    store = storages["default"]
    return is_local(store) or store.answers()  # type: ignore[attr-defined]


@every(3600)
def sweep_attempts() -> None:
    """Remove what attempts left that nobody took up again."""
    sweep()


@handles("ingest.encode", lane=Lane.SLOW, gave_up=gave_up)
def encode(uid: str) -> None:
    """Make a long recording playable, or smaller."""
    _later_step(uid, "encode", _encode_limits)


@handles("ingest.tiles", lane=Lane.SLOW, gave_up=gave_up)
def tiles(uid: str) -> None:
    """Cut a large picture into tiles."""
    _later_step(uid, "tiles", lambda _asset: Limits(cpu_seconds=300, seconds=900.0))


@handles("ingest.avif", lane=Lane.SLOW, gave_up=gave_up_extra)
def avif(uid: str) -> None:
    """Make the ladder of a picture in AVIF too."""
    _later_step(uid, "avif", lambda _asset: Limits(cpu_seconds=900, seconds=1200.0))


@handles("ingest.hls", lane=Lane.SLOW, gave_up=gave_up_extra)
def hls(uid: str) -> None:
    """Make a video in several sizes, for lines of every width."""
    _later_step(uid, "hls", _encode_limits)


@handles("ingest.sprites", lane=Lane.SLOW, gave_up=gave_up_extra)
def sprites(uid: str) -> None:
    """Lay small frames of a video on a sheet, for the seek bar."""
    _later_step(uid, "sprites", _encode_limits)


def _later_step(uid: str, step: str, limits: Callable[[Asset], Limits]) -> None:
    asset = _take(uid, step)
    if asset is None:
        return
    with _patience(asset), attempt(step, asset) as trial, original_at_hand(asset, trial.scratch) as source:
        try:
            made = sandbox.run(
                step,
                source,
                trial.made,
                scratch=trial.scratch,
                limits=limits(asset),
                progress=_progress(asset),
                format=asset.format.lower(),
                facts=_all_facts(asset),
            )
        except Refused as refused:
            # READY stays READY: people may have sent it in already, and what they saw still plays.
            _refuse(asset, refused.refusal)
            return
        keep.place(asset, trial.made)
        _record_later(asset, step, made)
        keep.discard_unrecorded(asset)


def _record_later(asset: Asset, step: str, made: list[dict[str, Any]]) -> None:
    uid = str(asset.uid)
    with transaction.atomic():
        keep.record(asset, made, roles=LATER_ROLES[step])
        if step in EXTRAS:
            _extra_ended(uid)
            extra_made.send(Asset, asset=asset)
        else:
            _ready(asset)
            if asset.state != State.READY:  # only now can be asked for what waits until it is
                for extra in EXTRAS.intersection(asset.facts.get("later", [])):
                    ask(f"ingest.{extra}", uid)


def _take(uid: str, step: str) -> Asset | None:
    """The asset, marked as being worked on; None where there is nothing to do (deleted, or refused meanwhile; for an
    extra, not READY: it is asked for again when that is so)."""
    asset = Asset.objects.filter(uid=uid).first()
    if asset is None or asset.state == State.REFUSED or (step in EXTRAS and asset.state != State.READY):
        return None
    if asset.state in (State.WAITING, State.FAILED):
        Asset.objects.filter(pk=asset.pk, state=asset.state).update(state=State.CHECKING)
    Asset.objects.filter(pk=asset.pk).update(step=step, progress=0)
    asset.refresh_from_db()
    return asset


def _describe(asset: Asset, format: str, facts: dict[str, Any]) -> None:
    columns = {column: facts.get(name) for name, column in _COLUMNS.items()}
    columns["fingerprint"] = columns["fingerprint"] or ""
    own = {name: value for name, value in facts.items() if name not in {*_COLUMNS, "family"}}
    Asset.objects.filter(pk=asset.pk).update(
        format=format.upper(), family=facts["family"], facts=own, **columns
    )
    searching.remember([asset.pk])


def _all_facts(asset: Asset) -> dict[str, Any]:
    """The facts as the child wrote them, columns included."""
    columns = {name: getattr(asset, column) for name, column in _COLUMNS.items()}
    return {**asset.facts, "family": asset.family, **columns}


def _ready(asset: Asset) -> None:
    Asset.objects.filter(pk=asset.pk).exclude(state=State.REFUSED).update(
        state=State.READY, step="", progress=100
    )


def _extra_ended(uid: str) -> None:
    Asset.objects.filter(uid=uid, state=State.READY).update(step="", progress=100)


def _refuse(asset: Asset, refusal: Refusal) -> None:
    log.info("asset %s is refused: %s %s", asset.uid, refusal.code, refusal.params)
    changed = Asset.objects.filter(pk=asset.pk, state__in=[State.WAITING, State.CHECKING]).update(
        state=State.REFUSED, step="", progress=0, refusal=refusal.code, refusal_params=refusal.params
    )
    if not changed:
        Asset.objects.filter(pk=asset.pk).update(step="", progress=100)


def _progress(asset: Asset) -> Callable[[float], None]:
    """Write per cents for who waits, once a second at most."""
    last = [0.0]

    def write(part: float) -> None:
        now = time.monotonic()
        if now - last[0] >= _PROGRESS_EVERY:
            last[0] = now
            Asset.objects.filter(pk=asset.pk).update(progress=min(99, round(part * 100)))

    return write


def _show_limits(asset: Asset) -> Limits:
    """Less than a minute, and for a large recording what copying it takes."""
    copying = asset.size // (20 * _MEGABYTE)
    return Limits(
        file_bytes=max(2 * 1024**3, asset.size + asset.size // 5),
        cpu_seconds=Limits.cpu_seconds + copying,
        seconds=Limits.seconds + copying,
    )


def _encode_limits(asset: Asset) -> Limits:
    """Twenty times the recording's length in CPU: 8K on a slow machine, and an end for what never ends."""
    seconds = int(asset.duration or 0)
    return Limits(
        file_bytes=max(8 * 1024**3, 2 * asset.size),
        cpu_seconds=600 + 20 * seconds,
        seconds=900.0 + 15 * seconds,
    )
