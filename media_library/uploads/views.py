"""The addresses of tus: ``/uploads/`` makes an upload, ``/uploads/<uid>`` is one, seen by its owner alone."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from media_library.models import Upload
from media_library.names import clean
from media_library.storage import StoreAway
from media_library.uploads import arriving, protocol
from media_library.uploads.finishing import finish, finish_again, is_whole
from media_library.uploads.protocol import Problem

#: A sender who is silent for so long has lost the network: keep what came and free the thread.
SILENCE_SECONDS = 30

log = logging.getLogger(__name__)

_UNGUARDED = ("GET", "HEAD", "OPTIONS", "TRACE")

Verb = Callable[..., HttpResponse]


def _speaks_tus(view: Verb) -> Verb:
    """Settle what every request has in common: the method's override, the version, who asks, and how it ends."""

    @wraps(view)
    def answer(request: HttpRequest, **path: UUID) -> HttpResponse:
        sent = request.method or ""
        method = request.headers.get("X-HTTP-Method-Override", sent).upper()
        try:
            if sent in _UNGUARDED and method not in _UNGUARDED:
                # Django looks for forgery by the method that was sent, so it must be one that it looks at.
                raise Problem(405, _("Only a POST can stand for another method."))
            if method == "OPTIONS":
                response = _options()
            elif request.headers.get("Tus-Resumable") != protocol.VERSION:
                raise Problem(
                    412, _("This service speaks tus %s.") % protocol.VERSION, Tus_Version=protocol.VERSION
                )
            elif not request.user.is_authenticated:
                raise Problem(401, _("Please sign in again: your session has ended."))
            else:
                response = view(request, method, **path)
        except Problem as problem:
            response = _refuse(problem)
        except arriving.Busy:
            response = _refuse(
                Problem(423, _("Another request is still writing to this upload."), Retry_After="5")
            )
        except arriving.Gone:
            response = _refuse(Problem(410, _("This upload has ended. Please send the file again.")))
        except arriving.WrongChecksum:
            response = _refuse(
                Problem(460, _("The bytes were damaged on the way and are not kept; send them again."))
            )
        except arriving.TooLarge:
            response = _refuse(Problem(413, _too_large()))
        except arriving.NoRoom:
            response = _refuse(
                Problem(
                    507, _("The server's disk is full. What was sent is safe; it goes on when there is room.")
                )
            )
        except StoreAway:
            log.exception("An upload waits for the store")
            response = _refuse(
                Problem(
                    503,
                    _("The file store does not answer. What was sent is safe; it goes on by itself."),
                    Retry_After="5",
                )
            )
        except OperationalError:
            response = _refuse(Problem(503, _("The server is busy. Please try again."), Retry_After="2"))
        response["Tus-Resumable"] = protocol.VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answer


@_speaks_tus
def uploads(request: HttpRequest, method: str) -> HttpResponse:
    """POST makes an upload: 201 and its address. A body of the protocol's type is its beginning."""
    if method != "POST":
        raise Problem(405, _("Uploads are made by POST."), Allow="POST, OPTIONS")
    length = protocol.announced_length(
        request.headers.get("Upload-Length"), request.headers.get("Upload-Defer-Length")
    )
    raw = request.headers.get("Upload-Metadata", "")
    told = protocol.metadata(raw)
    checksum = protocol.checksum(request.headers.get("Upload-Checksum"))
    name = clean(told.get("filename") or told.get("name") or b"")
    upload = arriving.begin(request.user, name=name, length=length, metadata=raw)  # type: ignore[arg-type]
    if request.content_type == protocol.CONTENT_TYPE:
        _take_in(request, upload, checksum)
    elif length == 0:
        finish(upload)
    response = _state(upload, 201)
    response["Location"] = request.build_absolute_uri(reverse("upload", kwargs={"uid": upload.uid}))
    return response


@_speaks_tus
def upload(request: HttpRequest, method: str, uid: UUID) -> HttpResponse:
    """HEAD tells how much is safe, PATCH adds bytes, DELETE ends the upload. Others' uploads are 404."""
    found = Upload.objects.select_related("asset").filter(uid=uid, owner=request.user.pk).first()
    if not found:
        raise Problem(404, _("There is no such upload."))
    if found.expires_at <= timezone.now() and not found.asset:
        raise arriving.Gone
    verb = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}.get(method)
    if not verb:
        raise Problem(
            405,
            _("An upload is read by HEAD, goes on by PATCH and ends by DELETE."),
            Allow="HEAD, PATCH, DELETE, OPTIONS",
        )
    return verb(request, found)


def _options() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = protocol.VERSION
    response["Tus-Extension"] = protocol.EXTENSIONS
    response["Tus-Max-Size"] = str(settings.MAX_UPLOAD_BYTES)
    response["Tus-Checksum-Algorithm"] = ",".join(protocol.CHECKSUMS)
    return response


def _head(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Who was cut off before the last answer learns here that all is done, since this ends what was begun."""
    if is_whole(upload) and not upload.asset:
        # Busy: the request that brought the last byte is at it. How much is safe is true all the same.
        with suppress(arriving.Busy):
            finish_again(upload)
    response = _state(upload, 200)
    if upload.length is None:
        response["Upload-Defer-Length"] = "1"
    else:
        response["Upload-Length"] = str(upload.length)
    if upload.metadata:
        response["Upload-Metadata"] = upload.metadata
    return response


def _patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != protocol.CONTENT_TYPE:
        raise Problem(415, _("The content type must be %s.") % protocol.CONTENT_TYPE)
    offset = protocol.whole_number("Upload-Offset", request.headers.get("Upload-Offset"))
    length = request.headers.get("Upload-Length")
    checksum = protocol.checksum(request.headers.get("Upload-Checksum"))
    if not upload.asset:
        _take_in(request, upload, checksum, offset=offset, length=length)
    elif offset != upload.offset:
        raise _elsewhere(upload)
    return _state(upload, 204)


def _delete(request: HttpRequest, upload: Upload) -> HttpResponse:
    """The file in hand is removed. An asset that came of the upload stays: originals are never deleted so."""
    if not upload.asset:
        with arriving.held(upload):
            if not upload.asset:
                arriving.path_of(upload.uid).unlink(missing_ok=True)
            upload.delete()
    else:
        upload.delete()
    return HttpResponse(status=204)


def _take_in(
    request: HttpRequest,
    upload: Upload,
    checksum: protocol.Sum | None,
    *,
    offset: int = 0,
    length: str | None = None,
) -> None:
    """Add the request's body to the upload, and make the asset where it was the last of it."""
    with arriving.held(upload) as descriptor:
        if offset != upload.offset:
            raise _elsewhere(upload)
        if length is not None:
            _settle_length(upload, protocol.whole_number("Upload-Length", length))
        if upload.length is not None and upload.offset + _announced(request) > upload.length:
            raise Problem(413, _("The request holds more bytes than the file was said to have."))
        with _patience(request):
            arriving.append(upload, descriptor, _blocks(request), checksum)
        if is_whole(upload):
            finish(upload)


def _settle_length(upload: Upload, length: int) -> None:
    """A length that was deferred is told once and never changes."""
    if upload.length == length:
        return
    if upload.length is not None or length < upload.offset:
        raise Problem(400, _("The length of this upload is settled already."))
    if length > settings.MAX_UPLOAD_BYTES:
        raise arriving.TooLarge
    upload.length = length
    upload.save(update_fields=["length"])


def _elsewhere(upload: Upload) -> Problem:
    return Problem(409, _("The upload goes on at another offset."), Upload_Offset=str(upload.offset))


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdigit() else 0


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes, never as a whole. Raises UnreadablePostError where the connection is cut."""
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    # Django reads nothing where no length is given; the server says whether it marks the end itself.
    source: Any = request
    if chunked and request.META.get("wsgi.input_terminated"):
        source = request.META["wsgi.input"]
    try:
        while block := source.read(arriving.BLOCK):
            yield block
    except OSError as error:
        raise UnreadablePostError(*error.args) from error


@contextmanager
def _patience(request: HttpRequest) -> Iterator[None]:
    """Wait for the next bytes for SILENCE_SECONDS, not for ever, where the server lets us have its socket."""
    socket = request.META.get("gunicorn.socket")
    if socket is None:
        yield
        return
    before = socket.gettimeout()
    socket.settimeout(SILENCE_SECONDS)
    try:
        yield
    finally:
        socket.settimeout(before)


def _state(upload: Upload, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"] = str(upload.offset)
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    if upload.asset:
        response["X-Asset-Uid"] = str(upload.asset.uid)
    return response


def _too_large() -> str:
    gigabytes = f"{settings.MAX_UPLOAD_BYTES / 1024**3:g}"
    return _("The file is too large: at most %s GiB are accepted.") % gigabytes


def _refuse(problem: Problem) -> HttpResponse:
    reason = "Checksum Mismatch" if problem.status == 460 else None
    response = HttpResponse(
        problem.sentence, status=problem.status, reason=reason, content_type="text/plain; charset=utf-8"
    )
    for name, value in problem.headers.items():
        response[name] = value
    return response
