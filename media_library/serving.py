"""Send a file: private ones after asking who is asking, public ones as long as they stand.

Where ``settings.ACCEL`` names an internal address, nginx sends the bytes; where the store is another machine, whoever
may see a private file is led to an address there that is good for minutes; else we send them ourselves, in parts
where a player seeks. What is public comes from us in any case, so that it is gone when it is withdrawn.
"""

import logging
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from accounts.throttle import address_of
from audit import trail
from media_library import names, storage
from media_library.access import may_see
from media_library.models import Asset, State
from media_library.ranges import Part, Unsatisfiable, wanted

log = logging.getLogger(__name__)

#: Formats that a browser shows without running anything; every other original is saved, never opened in our name.
_SHOWN = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "MP4": "video/mp4",
    "WEBM": "video/webm",
    "M4A": "audio/mp4",
    "MP3": "audio/mpeg",
    "WAV": "audio/wav",
}
#: By ending, in one table of ours: the machine's own differs from one to the next.
_TYPES = {
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".weba": "audio/webm",
    ".mp3": "audio/mpeg",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".vtt": "text/vtt; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
_DOUBTFUL = "application/octet-stream"
_PRIVATE = "private, no-store"
_PUBLIC = "public, max-age=60, must-revalidate"
# Whatever the bytes are, opened by themselves they may neither run nor load anything.
_ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'none'; sandbox"
_MINUTES = 5 * 60
# Scripts read these, or they name others beside them: an address elsewhere would be of no use.
_NEVER_LED = (".m3u8", ".json", ".vtt", ".html")


@dataclass(frozen=True)
class _File:
    """A file that stands: ``path`` on this machine or None; ``part(first, length, status)`` answers with these
    bytes."""

    size: int
    modified: int
    tag: str
    path: Path | None
    part: Callable[[int, int, int], HttpResponseBase]


@require_safe
def original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The bytes as they came, for those who may see the asset; ``?download`` saves instead of showing.

    What ingest refused is kept for the record and sent to nobody.
    """
    asset = seen_by(request.user, uid)
    if asset.state == State.REFUSED:
        raise Http404
    shown = asset.state == State.READY and asset.format in _SHOWN and "download" not in request.GET
    name = names.for_download(asset.name, str(asset.uid))
    headers = {
        "Content-Type": _SHOWN[asset.format] if shown else _DOUBTFUL,
        "Content-Disposition": content_disposition_header(not shown, name) or "",
        "Cache-Control": _PRIVATE,
    }
    response = _send(request, storages["default"], asset.original_path, headers, tag=asset.sha256)
    _note(request, asset, response)
    return response


def _note(request: HttpRequest, asset: Asset, response: HttpResponseBase) -> None:
    """Whoever takes an original is named; the later parts that a player asks for are the same taking."""
    begins = request.headers.get("Range", "bytes=0-").replace(" ", "").startswith("bytes=0-")
    if request.method == "GET" and begins and response.status_code in {200, 206, 302}:
        trail.record(
            "asset.original",
            by=request.user,
            subject=f"asset:{asset.pk}",
            label=asset.name,
            address=address_of(request),
        )


@require_safe
def rendition(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    """A file that ingest made, for those who may see the asset: one that has a row, or stands in a folder that has."""
    asset = seen_by(request.user, uid)
    name = _downwards(name)
    for made in asset.renditions.all():
        if made.name == name or (
            made.role == "tiles" and name.startswith(f"{PurePosixPath(made.name).parent}/")
        ):
            own = made.name == name
            headers = {"Content-Type": made.media_type if own else _type_of(name), "Cache-Control": _PRIVATE}
            stored = f"{asset.renditions_path}/{name}"
            return _send(request, storages["default"], stored, headers, tag=made.sha256 if own else "")
    raise Http404


@require_safe
def public(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A file of a release. The folder of a withdrawn one is gone, and with it every address in it."""
    headers = {"Content-Type": _type_of(path), "Cache-Control": _PUBLIC}
    # Public to everybody is public to viewers on other sites, too: they read the tiles that a manifest names.
    headers["Access-Control-Allow-Origin"] = "*"
    if headers["Content-Type"] == _DOUBTFUL:
        headers["Content-Disposition"] = "attachment"
    return _send(request, storages["public"], f"{token}/{_downwards(path)}", headers)


def seen_by(user: Any, uid: UUID) -> Asset:
    """The asset. Raises Http404 alike where there is none and where the user may not see it."""
    asset = Asset.objects.filter(uid=uid).first()
    if not asset or not may_see(user, asset):
        raise Http404
    return asset


def _downwards(path: str) -> str:
    """The path, where every step of it leads downwards. Raises Http404 for all others, however encoded."""
    if "\\" in path or "\x00" in path or any(step in ("", ".", "..") for step in path.split("/")):
        raise Http404
    return path


def _type_of(path: str) -> str:
    return _TYPES.get(PurePosixPath(path).suffix.lower(), _DOUBTFUL)


def _send(
    request: HttpRequest, store: Any, stored: str, headers: dict[str, str], tag: str = ""
) -> HttpResponseBase:
    """The file with these headers, the part of it that was asked for, or the news that the reader's copy is good.

    ``tag`` names the bytes where we know their digest. Raises Http404 where no such file stands; 503 where the store
    does not answer.
    """
    try:
        file = _on_disk(store, stored) if storage.is_local(store) else _elsewhere(store, stored)
        private = headers["Cache-Control"] == _PRIVATE
        if file.path is None and private and not stored.endswith(_NEVER_LED):
            return _lead_to(request, store, stored, headers)
        response = _answer(request, file, tag or file.tag)
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error  # climbs out, does not stand, or is no name that the disk could hold
    except storage.StoreAway:
        log.exception("%s cannot be sent", stored)
        return HttpResponse(status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})
    for name, value in headers.items():
        response[name] = value
    response["Content-Security-Policy"] = _ALONE
    return response


def _on_disk(store: Any, stored: str) -> _File:
    path = Path(store.path(stored))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileNotFoundError(stored)

    def part(first: int, length: int, code: int) -> HttpResponseBase:
        return FileResponse(Part(path.open("rb", buffering=0), first, length), status=code)

    tag = f"{status.st_mtime_ns:x}-{status.st_size:x}"
    return _File(status.st_size, int(status.st_mtime), tag, path, part)


def _elsewhere(store: Any, stored: str) -> _File:
    facts = store.facts(stored)

    def part(first: int, length: int, code: int) -> HttpResponseBase:
        blocks = store.blocks(stored, first, first + length - 1) if length else ()
        return StreamingHttpResponse(blocks, status=code)

    return _File(facts.size, facts.modified, facts.etag, None, part)


def _answer(request: HttpRequest, file: _File, tag: str) -> HttpResponseBase:
    if settings.ACCEL and file.path:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.ACCEL}/{quote(str(file.path.relative_to(settings.VAR)))}"
        return response
    etag, changed = f'"{tag}"', http_date(file.modified)
    found = get_conditional_response(request, etag, file.modified) or _read(request, file, (etag, changed))
    found["ETag"] = etag
    found["Last-Modified"] = changed
    found["Accept-Ranges"] = "bytes"
    return found


def _read(request: HttpRequest, file: _File, validators: tuple[str, str]) -> HttpResponseBase:
    """200 with all of it, 206 with a part, or 416. A part of an older copy (If-Range) is answered with all."""
    header = request.headers.get("Range", "") if request.method == "GET" else ""
    if request.headers.get("If-Range", validators[0]) not in validators:
        header = ""
    try:
        part = wanted(header, file.size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    first, last = part or (0, file.size - 1)
    length = last - first + 1
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse()
    else:
        response = file.part(first, length, 206 if part else 200)
    response["Content-Length"] = str(length)
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return response


def _lead_to(request: HttpRequest, store: Any, stored: str, headers: dict[str, str]) -> HttpResponse:
    """Lead to the object store, by an address that is signed for minutes and for this method, and never kept."""
    told = {f"Response{name.replace('-', '')}": value for name, value in headers.items()}
    address = store.url(stored, parameters=told, expire=_MINUTES, http_method=request.method)
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "no-store"
    return response
