import json
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from media_library.models import Asset, Rendition
from media_library.waveform import BARS, drawn
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound() -> Asset:
    asset = AssetFactory(name="讲座.mp3", family="audio", format="MP3", width=None, height=None)
    made = Rendition.objects.create(
        asset=asset, role="peaks", name="peaks.json", media_type="application/json", size=9
    )
    storages["default"].save(made.path, ContentFile(json.dumps({"seconds": 2, "peaks": [0, 1]}).encode()))
    return asset


def get(asset: Asset, user):
    client = Client()
    if user:
        client.force_login(user)
    return client.get(f"/private/assets/{asset.uid}/waveform.svg")


def heights(svg: str) -> list[int]:
    return [int(tall) for tall in re.findall(r"v(\d+)", svg)]


def test_the_waveform_is_a_picture_for_those_who_may_see_the_file(sound: Asset):
    answer = get(sound, sound.owner)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert "no-store" in answer["Cache-Control"]
    assert heights(answer.content.decode()) == [2] * (BARS // 2) + [100] * (BARS // 2)


def test_strangers_and_files_without_sound_get_nothing(sound: Asset):
    assert [get(sound, None).status_code, get(sound, UserFactory()).status_code] == [404, 404]
    assert get(AssetFactory(owner=sound.owner), sound.owner).status_code == 404
    storages["default"].delete(sound.renditions.get().path)
    assert get(sound, sound.owner).status_code == 404


@pytest.mark.parametrize("peaks", [[], [0.5], [0.1] * 799 + [9], [-1.0] * 3])
def test_any_number_of_peaks_makes_the_same_number_of_bars(peaks: list[float]):
    tall = heights(drawn(peaks))

    assert len(tall) == BARS
    assert all(2 <= each <= 100 for each in tall)
