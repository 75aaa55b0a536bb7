"""Where files stand, as the environment says it: all of an S3 server or nothing of it."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import stores
from tests.conftest import ROOT

ALL = {
    "S3_ENDPOINT": "https://s3.example.org/",
    "S3_KEY": "key",
    "S3_SECRET": "secret",
    "S3_PRIVATE_BUCKET": "private",
    "S3_PUBLIC_BUCKET": "public",
}


def given(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in (ALL | changes).items():
        monkeypatch.setenv(name, value)


def test_without_any_files_stand_here() -> None:
    assert stores.s3() == {}


def test_all_of_them_name_two_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)

    entries = stores.on_s3(stores.s3())

    assert {name: entry["OPTIONS"]["bucket_name"] for name, entry in entries.items()} == {
        "default": "private",
        "public": "public",
    }
    assert entries["default"]["OPTIONS"]["endpoint_url"] == "https://s3.example.org"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"S3_SECRET": "", "S3_KEY": " "}, "S3_ENDPOINT is set, so these must be too: S3_KEY, S3_SECRET."),
        ({"S3_ENDPOINT": "s3.example.org"}, "S3_ENDPOINT must begin with http:// or https://."),
        ({"S3_PUBLIC_BUCKET": "private"}, "S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET must be two buckets."),
    ],
)
def test_half_of_it_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], sentence: str
) -> None:
    given(monkeypatch, **changes)

    with pytest.raises(ImproperlyConfigured) as refused:
        stores.s3()

    assert str(refused.value) == sentence


def test_the_service_takes_them_from_its_environment(tmp_path) -> None:
    code = (
        "import json; from config import settings as s; print(json.dumps([s.STORAGES['public']['BACKEND'],"
        " s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'], s.ADMIN_CONTENT_SECURITY_POLICY]))"
    )
    environment = os.environ | ALL | {"HANMO_VAR": str(tmp_path)}

    out = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "site", env=environment, capture_output=True, check=True
    )

    backend, pictures, admin = json.loads(out.stdout)
    assert backend == "media_library.objects.ReleasedObjects"
    assert "https://s3.example.org" in pictures
    assert "img-src 'self' data: blob: https://s3.example.org; media-src" in admin
