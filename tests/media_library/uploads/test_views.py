"""tus 1.0.0, its core: each MUST; then what our own rules add. The extensions have a file of their own."""

import base64
import hashlib
import io
import socket
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from jobs.models import Job
from media_library.models import Asset, Upload
from media_library.uploads import arriving
from media_library.uploads.views import SILENCE_SECONDS
from tests.media_library.uploads.tus import OCTETS, Tus

pytestmark = pytest.mark.django_db


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


# --- The core protocol --------------------------------------------------------------------------------------


def test_01_options_tell_version_extensions_size_and_checksums(client: Client):
    answer = client.options("/uploads/")

    assert answer.status_code == 204
    assert answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"].split(",") == [
        "creation",
        "creation-with-upload",
        "creation-defer-length",
        "expiration",
        "checksum",
        "termination",
    ]
    assert answer["Tus-Max-Size"] == str(settings.MAX_UPLOAD_BYTES)
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


@pytest.mark.parametrize("version", ["0.2.2", "1.0.1", "2.0.0", "", "abc", None])
@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_02_another_version_is_412_and_nothing_is_done(tus: Tus, version: str | None, method: str):
    path = tus.create(5)

    answer = tus.send(
        method,
        "/uploads/" if method == "POST" else path,
        b"ink" if method == "PATCH" else b"",
        OCTETS,
        Tus_Resumable=version,
        Upload_Offset=0,
        Upload_Length=9,
    )

    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    assert "Upload-Offset" not in answer
    assert [(each.length, each.offset) for each in Upload.objects.all()] == [(5, 0)]


def test_03_every_answer_names_the_version(tus: Tus):
    path = tus.create(3)

    answers = [
        tus.head(path),
        tus.patch(path, 1, b"x"),
        tus.patch(path, 0, b"ink"),
        tus.send("DELETE", path),
        tus.head(path),
        tus.send("GET", "/uploads/"),
    ]

    assert {answer["Tus-Resumable"] for answer in answers} == {"1.0.0"}


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "HEAD"])
def test_04_the_override_replaces_the_method(tus: Tus, method: str):
    path = tus.create(3)

    answer = tus.send(
        "POST",
        path,
        b"ink" if method == "PATCH" else b"",
        OCTETS,
        X_HTTP_Method_Override=method,
        Upload_Offset=0,
    )

    assert answer.status_code == {"PATCH": 204, "DELETE": 204, "HEAD": 200}[method]


def test_05_a_get_cannot_stand_for_a_deed_since_forgery_is_looked_for_by_method(tus: Tus):
    path = tus.create(3)

    answer = tus.send("GET", path, X_HTTP_Method_Override="DELETE")

    assert answer.status_code == 405
    assert Upload.objects.count() == 1


def test_06_head_tells_offset_and_length_and_forbids_keeping(tus: Tus):
    path = tus.create(5)
    tus.patch(path, 0, b"in")

    answer = tus.head(path)

    assert answer.status_code == 200
    assert answer["Upload-Offset"] == "2"
    assert answer["Upload-Length"] == "5"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content == b""


def test_07_head_at_the_beginning_tells_nought(tus: Tus):
    assert tus.head(tus.create(5))["Upload-Offset"] == "0"


def test_08_head_of_what_is_not_there_has_no_offset(tus: Tus):
    answer = tus.head(f"/uploads/{uuid4()}")

    assert answer.status_code == 404
    assert "Upload-Offset" not in answer


def test_09_patch_adds_at_the_offset_and_tells_the_new_one(tus: Tus):
    path = tus.create(6)

    first, second = tus.patch(path, 0, b"ink"), tus.patch(path, 3, b"!")

    assert [(answer.status_code, answer["Upload-Offset"]) for answer in (first, second)] == [
        (204, "3"),
        (204, "4"),
    ]
    assert arriving.path_of(Upload.objects.get().uid).read_bytes() == b"ink!"


@pytest.mark.parametrize(
    "content_type", ["", "application/octet-stream", "text/plain", "application/x-www-form-urlencoded"]
)
def test_10_patch_of_another_type_is_415(tus: Tus, content_type: str):
    path = tus.create(3)

    answer = tus.send("PATCH", path, b"ink", content_type, Upload_Offset=0)

    assert answer.status_code == 415
    assert tus.head(path)["Upload-Offset"] == "0"


@pytest.mark.parametrize("offset", [0, 2, 4, 999])
def test_11_patch_at_another_offset_is_409_and_changes_nothing(tus: Tus, offset: int):
    path = tus.create(9)
    tus.patch(path, 0, b"ink")

    answer = tus.patch(path, offset, b"XXX")

    assert answer.status_code == 409
    assert tus.head(path)["Upload-Offset"] == "3"
    assert arriving.path_of(Upload.objects.get().uid).read_bytes() == b"ink"


@pytest.mark.parametrize("offset", [None, "-1", "1.5", "x", "", "٣", "9" * 30])
def test_12_patch_without_a_readable_offset_is_400(tus: Tus, offset: str | None):
    path = tus.create(3)

    answer = tus.send("PATCH", path, b"ink", OCTETS, Upload_Offset=offset)

    assert answer.status_code == 400


def test_13_patch_of_what_is_not_there_is_404(tus: Tus):
    assert tus.patch(f"/uploads/{uuid4()}", 0, b"ink").status_code == 404


def test_14_more_than_announced_is_413_and_changes_nothing(tus: Tus):
    path = tus.create(4)
    tus.patch(path, 0, b"in")

    answer = tus.patch(path, 2, b"k and paper")

    assert answer.status_code == 413
    assert tus.head(path)["Upload-Offset"] == "2"


def test_15_an_empty_patch_changes_nothing(tus: Tus):
    path = tus.create(4)
    tus.patch(path, 0, b"in")

    answer = tus.patch(path, 2, b"")

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "2")


def test_16_other_methods_are_405(tus: Tus):
    path = tus.create(4)

    answers = [tus.send(method, path) for method in ("GET", "PUT", "POST")] + [tus.send("GET", "/uploads/")]

    assert [answer.status_code for answer in answers] == [405, 405, 405, 405]


# --- Our own rules ------------------------------------------------------------------------------------------


def test_the_last_bytes_make_the_asset_and_name_it(tus: Tus, owner):
    path = tus.create(6, name="兰亭.jpg")
    tus.patch(path, 0, b"ink")

    answer = tus.patch(path, 3, b"jar")

    asset = Asset.objects.get()
    assert answer["X-Asset-Uid"] == tus.head(path)["X-Asset-Uid"] == str(asset.uid)
    assert (asset.name, asset.size, asset.owner, asset.state) == ("兰亭.jpg", 6, owner, "waiting")
    assert asset.sha256 == hashlib.sha256(b"inkjar").hexdigest()
    assert (Path(settings.MEDIA_ROOT) / asset.original_path).read_bytes() == b"inkjar"
    assert [(job.name, job.subject) for job in Job.objects.all()] == [("ingest.show", str(asset.uid))]
    assert list(arriving.folder().iterdir()) == []


def test_a_second_client_that_repeats_the_end_is_told_the_same(tus: Tus):
    path = tus.create(3)
    tus.patch(path, 0, b"ink")

    answer = tus.patch(path, 3, b"")

    assert (answer.status_code, answer["X-Asset-Uid"]) == (204, str(Asset.objects.get().uid))
    assert tus.patch(path, 0, b"ink").status_code == 409


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
def test_uploads_of_others_are_404_on_every_verb(tus: Tus, stranger: Tus, method: str):
    path = tus.create(9)

    answer = stranger.send(method, path, b"ink" if method == "PATCH" else b"", OCTETS, Upload_Offset=0)
    nowhere = stranger.send(method, f"/uploads/{uuid4()}", b"", OCTETS, Upload_Offset=0)

    assert (
        (answer.status_code, answer.content)
        == (nowhere.status_code, nowhere.content)
        == (404, answer.content)
    )
    assert tus.head(path)["Upload-Offset"] == "0"


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_who_is_not_signed_in_is_401_whatever_stands_there(tus: Tus, method: str):
    path = "/uploads/" if method == "POST" else tus.create(9)

    answer = Tus(Client()).send(method, path, b"", OCTETS, Upload_Offset=0, Upload_Length=3)

    assert answer.status_code == 401
    assert "Upload-Offset" not in answer


def test_a_request_without_the_forgery_token_is_403(owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    assert Tus(client).send("POST", "/uploads/", Upload_Length=3).status_code == 403
    assert Upload.objects.count() == 0


def test_a_second_request_at_the_same_time_is_423(tus: Tus):
    path = tus.create(9)

    with arriving.held(Upload.objects.get()):
        answers = [tus.patch(path, 0, b"ink"), tus.send("DELETE", path)]

    assert [answer.status_code for answer in answers] == [423, 423]
    assert tus.head(path)["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("书法作品——山居.jpg".encode(), "书法作品——山居.jpg"),
        ("📜🖌️.png".encode(), "📜🖌️.png"),
        ("扫描件".encode("gb18030") + b".tif", "扫描件.tif"),
        (b"../../etc/passwd", "../../etc/passwd"),
        (b"a\x00b.jpg", "a\ufffdb.jpg"),
        ("\u202egpj.exe".encode(), "\ufffdgpj.exe"),
        (("字" * 100 + ".jpg").encode(), "字" * 100 + ".jpg"),
        (("字" * 900 + ".jpg").encode(), "字" * 395 + "….jpg"),
    ],
)
def test_names_are_data(tus: Tus, sent: bytes, kept: str):
    answer = tus.send(
        "POST", "/uploads/", b"ink", OCTETS, Upload_Length=3, Upload_Metadata=f"filename {base64_of(sent)}"
    )

    asset = Asset.objects.get()
    assert answer.status_code == 201
    assert asset.name == kept
    assert [path.name for path in (Path(settings.MEDIA_ROOT) / "originals").iterdir()] == [str(asset.uid)]


def test_no_new_upload_when_the_disk_has_no_room_to_spare(tus: Tus, settings):
    settings.MIN_FREE_BYTES = 1 << 60

    answer = tus.send("POST", "/uploads/", Upload_Length=3)

    assert answer.status_code == 507
    assert Upload.objects.count() == 0


def test_a_full_disk_is_507_and_the_upload_goes_on_when_there_is_room(tus: Tus, settings):
    path = tus.create(6)
    tus.patch(path, 0, b"ink")
    settings.MIN_FREE_BYTES = 1 << 60
    full = tus.patch(path, 3, b"jar")
    settings.MIN_FREE_BYTES = 0

    again = tus.patch(path, int(tus.head(path)["Upload-Offset"]), b"jar")

    assert full.status_code == 507
    assert again["X-Asset-Uid"] == str(Asset.objects.get().uid)


def test_sentences_come_in_the_language_of_the_address(tus: Tus):
    answer = tus.send("HEAD", "/en/uploads/")
    refused = tus.send("POST", "/en/uploads/", Upload_Length="x")

    assert answer.status_code == 405
    assert refused.content.decode() == "The header Upload-Length must be a whole number."


def test_a_silent_sender_does_not_hold_the_thread_for_ever(tus: Tus):
    """Where the server lends its socket, reading from it ends after a while; afterwards it is as it was."""
    ours, theirs = socket.socketpair()
    ours.settimeout(7)
    waited = []

    class Body(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            waited.append(ours.gettimeout())
            raise TimeoutError

    path = tus.create(9)
    answer = tus.client.generic(
        "PATCH",
        path,
        CONTENT_TYPE=OCTETS,
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Transfer-Encoding": "chunked"},
        **{"gunicorn.socket": ours, "wsgi.input": Body(), "wsgi.input_terminated": True},
    )
    after = ours.gettimeout()
    ours.close()
    theirs.close()

    assert (waited, after) == ([SILENCE_SECONDS], 7)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "0")
