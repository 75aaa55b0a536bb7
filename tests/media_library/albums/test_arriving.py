"""A file sent for an album lies in it when its last byte has come, whoever closed which page."""

import base64
import uuid

import pytest
from django.test import Client

from media_library.models import Album, Asset
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def send(client: Client, album: str, data: bytes = b"photograph") -> Asset:
    told = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in {"filename": "a.jpg", "album": album}.items()
    )
    answer = client.post(
        "/uploads/",
        data,
        content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": told},
    )
    assert answer.status_code == 201, answer.content
    return Asset.objects.get(uid=answer["X-Asset-Uid"])


@pytest.fixture
def album() -> Album:
    return Album.objects.create(name="巡回审判", created_by=UserFactory(curator=True))


def test_what_a_curator_sends_for_an_album_lies_in_it(client: Client, album: Album):
    client.force_login(album.created_by)

    assert send(client, str(album.uid)).album == album


def test_others_send_into_no_album(client: Client, album: Album):
    client.force_login(UserFactory())

    assert send(client, str(album.uid)).album is None


@pytest.mark.parametrize("named", ["", "no uid", str(uuid.UUID(int=0)), "\u2603"])
def test_an_album_that_is_none_loses_no_file(client: Client, named: str):
    client.force_login(UserFactory(curator=True))

    assert send(client, named).album is None
