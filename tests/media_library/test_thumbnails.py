import pytest

from media_library.models import Asset, Rendition
from media_library.thumbnails import thumbnail, thumbnail_url
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db


def made(asset: Asset, role: str, name: str, width: int | None = None) -> None:
    Rendition.objects.create(asset=asset, role=role, name=name, media_type="image/webp", width=width, size=1)


def test_the_narrowest_picture_is_the_thumbnail():
    asset = AssetFactory()
    for role, name, width in [
        ("web", "web-640.webp", 640),
        ("poster", "poster.webp", 100),
        ("web", "web-320.webp", 320),
    ]:
        made(asset, role, name, width)

    assert thumbnail_url(asset) == f"/private/renditions/{asset.uid}/web-320.webp"


def test_a_recording_has_its_poster():
    asset = AssetFactory(video=True)
    made(asset, "play", "play.mp4", 1920)
    made(asset, "poster", "poster-640.webp", 640)

    assert thumbnail(asset).name == "poster-640.webp"


def test_sound_has_none():
    asset = AssetFactory()
    made(asset, "play", "play.m4a")

    assert (thumbnail(asset), thumbnail_url(asset)) == (None, "")
