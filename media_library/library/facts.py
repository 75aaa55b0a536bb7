"""What is known of a file, as rows of a label and a value in the reader's language."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from media_library.models import Asset


def facts_of(asset: Asset) -> list[tuple[str, str]]:
    """Rows for the asset's page; what is not known is left out."""
    return [(label, value) for label, value in _rows(asset) if value]


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


def _rows(asset: Asset) -> Iterator[tuple[str, str]]:
    known = asset.facts
    yield (
        _("Kind"),
        "\u2003".join(filter(None, [asset.get_family_display() if asset.family else "", asset.format])),
    )
    yield _("File size"), f"{filesizeformat(asset.size)} ({asset.size})"
    if asset.width and asset.height:
        yield _("Dimensions"), f"{asset.width} × {asset.height}"
    yield _("Duration"), duration(asset.duration) if asset.duration else ""
    yield _("Pages in it"), str(known.get("pages") or "")
    yield _("Picture track"), _track(known.get("video"))
    yield _("Sound track"), _track(known.get("audio"))
    yield _("Camera"), str(known.get("camera") or "")
    yield _("Lens"), str(known.get("lens") or "")
    yield _("Taken"), str(known.get("taken") or "")
    if known.get("gps"):
        yield _("Place"), _("The original says where it was taken; what is shown does not.")
    yield "SHA-256", asset.sha256
    yield _("Sent by"), f"{asset.owner}\u2003{date_format(localtime(asset.created_at), 'DATETIME_FORMAT')}"
    if asset.verified_at:
        yield _("Bytes last found true"), date_format(localtime(asset.verified_at), "DATETIME_FORMAT")
    if asset.fault:
        yield (
            _("Fault"),
            _("The stored bytes are no longer those that arrived. Restore the original from a backup."),
        )


def _track(track: dict[str, object] | None) -> str:
    if not track:
        return ""
    rate = f"\u2003{track['kbits']} kbit/s" if track.get("kbits") else ""
    return f"{track.get('codec', '')}{rate}"
