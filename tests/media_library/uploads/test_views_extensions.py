"""tus 1.0.0, its extensions: creation, creation-with-upload, expiration, checksum, termination, by their MUSTs."""

import base64
import hashlib

import pytest
from django.utils import timezone

from media_library.models import Asset, Upload
from media_library.uploads import arriving
from tests.media_library.uploads.tus import OCTETS, Tus

pytestmark = pytest.mark.django_db


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha1_of(body: bytes) -> str:
    return f"sha1 {base64_of(hashlib.sha1(body).digest())}"


# --- Creation -----------------------------------------------------------------------------------------------


def test_17_creation_answers_201_with_an_absolute_address(tus: Tus):
    answer = tus.send("POST", "/uploads/", Upload_Length=100)

    assert answer.status_code == 201
    assert answer["Location"] == f"http://testserver/uploads/{Upload.objects.get().uid}"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload_Length": "-1"},
        {"Upload_Length": "ten"},
        {"Upload_Length": "1e3"},
        {"Upload_Length": ""},
        {"Upload_Length": "5", "Upload_Defer_Length": "1"},
        {"Upload_Defer_Length": "2"},
        {"Upload_Defer_Length": "0"},
        {"Upload_Defer_Length": "true"},
    ],
)
def test_18_creation_needs_one_readable_announcement_of_length(tus: Tus, headers: dict[str, str]):
    answer = tus.send("POST", "/uploads/", **headers)

    assert answer.status_code == 400
    assert Upload.objects.count() == 0


def test_19_a_deferred_length_is_said_by_head_until_it_is_told(tus: Tus):
    path = tus.create(None)
    tus.patch(path, 0, b"ink")
    before = tus.head(path)

    told = tus.patch(path, 3, b"", Upload_Length=6)
    after = tus.head(path)

    assert (before["Upload-Defer-Length"], "Upload-Length" in before) == ("1", False)
    assert told.status_code == 204
    assert (after["Upload-Length"], "Upload-Defer-Length" in after) == ("6", False)


@pytest.mark.parametrize(("length", "status"), [(2, 400), (7, 400), (6, 204)])
def test_20_a_length_once_told_never_changes(tus: Tus, length: int, status: int):
    path = tus.create(6)

    assert tus.patch(path, 0, b"ink", Upload_Length=length).status_code == status


def test_21_a_deferred_length_cannot_be_less_than_what_came(tus: Tus):
    path = tus.create(None)
    tus.patch(path, 0, b"ink and paper")

    assert tus.patch(path, 13, b"", Upload_Length=3).status_code == 400


def test_22_over_the_greatest_size_is_413(tus: Tus, settings):
    settings.MAX_UPLOAD_BYTES = 10

    announced = tus.send("POST", "/uploads/", Upload_Length=11)
    deferred = tus.create(None)
    grown = tus.patch(deferred, 0, b"x" * 11)
    settled = tus.patch(deferred, 0, b"", Upload_Length=11)

    assert [answer.status_code for answer in (announced, grown, settled)] == [413, 413, 413]


def test_23_metadata_is_echoed_as_it_came(tus: Tus):
    raw = f"filename {base64_of('山居.jpg'.encode())},is_confidential,type {base64_of(b'image/jpeg')}"
    path = tus.send("POST", "/uploads/", Upload_Length=1, Upload_Metadata=raw)["Location"]

    assert tus.head(path)["Upload-Metadata"] == raw
    assert Upload.objects.get().name == "山居.jpg"


@pytest.mark.parametrize(
    "raw",
    [
        "filename not*base64",
        "k YQ==,k YQ==",
        "ключ YQ==",
        " ,",
        "a YQ==,,b YQ==",
        "filename YQ",
        "k " + "A" * 9000,
    ],
)
def test_24_metadata_that_cannot_be_read_is_400(tus: Tus, raw: str):
    answer = tus.send("POST", "/uploads/", Upload_Length=1, Upload_Metadata=raw)

    assert answer.status_code == 400
    assert Upload.objects.count() == 0


def test_25_addresses_are_unique(tus: Tus):
    assert len({tus.create(1) for _ in range(20)}) == 20


def test_26_creation_with_upload_takes_the_first_bytes(tus: Tus):
    answer = tus.send("POST", "/uploads/", b"ink", OCTETS, Upload_Length=6)

    assert (answer.status_code, answer["Upload-Offset"]) == (201, "3")
    assert tus.head(answer["Location"])["Upload-Offset"] == "3"


def test_27_creation_with_the_whole_upload_ends_it(tus: Tus):
    answer = tus.send("POST", "/uploads/", b"ink", OCTETS, Upload_Length=3)

    assert answer["X-Asset-Uid"] == str(Asset.objects.get().uid)


def test_28_creation_with_more_than_announced_is_413(tus: Tus):
    assert tus.send("POST", "/uploads/", b"ink", OCTETS, Upload_Length=2).status_code == 413


def test_29_an_empty_file_ends_with_its_creation(tus: Tus):
    path = tus.create(0)

    assert tus.head(path)["Upload-Offset"] == "0"
    assert [asset.size for asset in Asset.objects.all()] == [0]


# --- Expiration, checksum, termination ----------------------------------------------------------------------


def test_30_every_answer_of_an_upload_tells_when_it_ends(tus: Tus):
    created = tus.send("POST", "/uploads/", Upload_Length=9)
    path = created["Location"]
    patched = tus.patch(path, 0, b"ink")

    assert created["Upload-Expires"] == patched["Upload-Expires"] == tus.head(path)["Upload-Expires"]
    assert created["Upload-Expires"].endswith(" GMT")


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
def test_31_after_its_end_an_upload_is_410(tus: Tus, method: str):
    path = tus.create(9)
    Upload.objects.update(expires_at=timezone.now())

    answer = tus.send(method, path, b"ink" if method == "PATCH" else b"", OCTETS, Upload_Offset=0)

    assert answer.status_code == 410
    assert "Upload-Offset" not in answer


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_32_bytes_with_the_right_checksum_are_kept(tus: Tus, algorithm: str):
    path = tus.create(6)

    answer = tus.patch(
        path, 0, b"ink", Upload_Checksum=f"{algorithm} {base64_of(hashlib.new(algorithm, b'ink').digest())}"
    )

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "3")


def test_33_bytes_with_a_wrong_checksum_are_thrown_away(tus: Tus):
    path = tus.create(9)
    tus.patch(path, 0, b"ink")

    answer = tus.patch(path, 3, b"odd", Upload_Checksum=sha1_of(b"ink"))

    assert (answer.status_code, answer.reason_phrase) == (460, "Checksum Mismatch")
    assert tus.head(path)["Upload-Offset"] == "3"
    assert arriving.path_of(Upload.objects.get().uid).read_bytes() == b"ink"


@pytest.mark.parametrize("value", ["md5 YQ==", "crc32 YQ==", "sha1", "sha1 not*base64", "", "sha999 YQ=="])
def test_34_a_checksum_of_another_kind_is_400(tus: Tus, value: str):
    path = tus.create(3)

    answer = tus.patch(path, 0, b"ink", Upload_Checksum=value)

    assert answer.status_code in (400, 460)
    assert tus.head(path)["Upload-Offset"] == "0"


def test_35_creation_with_upload_heeds_the_checksum(tus: Tus):
    answer = tus.send("POST", "/uploads/", b"ink", OCTETS, Upload_Length=3, Upload_Checksum=sha1_of(b"odd"))

    assert answer.status_code == 460
    assert Asset.objects.count() == 0


def test_36_termination_removes_the_bytes(tus: Tus):
    path = tus.create(9)
    tus.patch(path, 0, b"ink")

    answer = tus.send("DELETE", path)

    assert answer.status_code == 204
    assert tus.head(path).status_code == 404
    assert list(arriving.folder().iterdir()) == []


def test_37_termination_leaves_the_asset_that_came_of_the_upload(tus: Tus):
    path = tus.create(3)
    tus.patch(path, 0, b"ink")

    answer = tus.send("DELETE", path)

    assert answer.status_code == 204
    assert Asset.objects.count() == 1
    assert tus.head(path).status_code == 404
