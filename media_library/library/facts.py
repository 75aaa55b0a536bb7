"""What is known of a file, as rows of a label and a value in the reader's language."""

import datetime as dt
from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from media_library.ingest.pipeline import MAY_PASS_NEXT_TIME
from media_library.models import Asset, State

Row = tuple[str, str]


def facts_of(asset: Asset) -> list[tuple[str, list[Row]]]:
    """Groups of rows for the asset's page, each under its heading; what is not known is left out."""
    groups = [
        (_("The original"), _original(asset)),
        (_("How it was taken"), _taken(asset)),
        (_("How it is kept"), _kept(asset)),
    ]
    known = [(heading, [(label, value) for label, value in rows if value]) for heading, rows in groups]
    return [(heading, rows) for heading, rows in known if rows]


def may_retry(asset: Asset) -> bool:
    """Whether trying again may help: we failed, or another day may not repeat what was refused."""
    return asset.state == State.FAILED or (
        asset.state == State.REFUSED and asset.refusal in MAY_PASS_NEXT_TIME
    )


def described(asset: Asset) -> str:
    """JPEG 4000 × 3000, MP4 1:02:03."""
    size = f"{asset.width} × {asset.height}" if asset.width and asset.height else ""
    return "\u2003".join(
        filter(None, [asset.format, size, duration(asset.duration) if asset.duration else ""])
    )


def duration(seconds: float) -> str:
    """1:02:03 or 2:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _original(asset: Asset) -> Iterator[Row]:
    known = asset.facts
    kind = asset.get_family_display() if asset.family else ""
    yield _("Kind"), "\u2003".join(filter(None, [kind, asset.format]))
    exactly = _("%(number)s bytes") % {"number": f"{asset.size:,}"}
    yield _("File size"), f"{filesizeformat(asset.size)}\u2003{exactly}"
    yield _("Dimensions"), _dimensions(asset)
    yield _("Duration"), duration(asset.duration) if asset.duration else ""
    yield _("Pages in it"), str(known.get("pages") or "")
    yield _("Characters"), f"{known['characters']:,}" if known.get("characters") else ""
    yield _("Picture track"), _track(known.get("video"))
    yield _("Sound track"), _track(known.get("audio"))


def _taken(asset: Asset) -> Iterator[Row]:
    known = asset.facts
    yield _("Camera"), str(known.get("camera") or "")
    yield _("Lens"), str(known.get("lens") or "")
    yield _("Taken"), str(known.get("taken") or "")
    if known.get("gps"):
        yield _("Place"), _("The original says where it was taken; what is shown does not.")


def _kept(asset: Asset) -> Iterator[Row]:
    yield _("Sent by"), f"{asset.owner}\u2003{_moment(asset.created_at)}"
    yield _("Name as sent"), asset.name
    yield _("Private store"), asset.original_path
    yield (
        _("Bytes last found true"),
        _moment(asset.verified_at) if asset.verified_at else _("not read again yet"),
    )
    if asset.fault:
        yield (
            _("Fault"),
            _("The stored bytes are no longer those that arrived. Restore the original from a backup."),
        )


def _moment(at: dt.datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


def _dimensions(asset: Asset) -> str:
    if not (asset.width and asset.height):
        return ""
    return f"{asset.width} × {asset.height}"


def _track(track: dict[str, object] | None) -> str:
    if not track:
        return ""
    rate = f"\u2003{track['kbits']} kbit/s" if track.get("kbits") else ""
    return f"{track.get('codec', '')}{rate}"
