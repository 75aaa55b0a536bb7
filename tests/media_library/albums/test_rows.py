import pytest

from media_library.albums.rows import Row, follow
from media_library.models import Asset, Rendition
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db


def pictured(*widths: int, **traits) -> Asset:
    asset = AssetFactory(**traits)
    for width in widths:
        for ending in ("webp", "jpg"):
            Rendition.objects.create(
                asset=asset,
                role="web",
                name=f"web-{width}.{ending}",
                media_type=f"image/{ending}",
                width=width,
                height=width,
                size=9,
            )
    return asset


def test_large_is_the_narrowest_picture_that_fills_a_screen():
    assert Row.of(pictured(320, 1280, 2880)).large.endswith("/web-1280.webp")
    assert Row.of(pictured(320, 640)).large.endswith("/web-640.webp")
    assert Row.of(pictured()).large == ""


def test_what_is_not_ready_says_why_and_is_asked_for_again():
    waits, ready = Row.of(pictured(checking=True)), Row.of(pictured(320))

    assert (bool(waits.sentence), waits.settled) == (True, False)
    assert (ready.sentence, ready.settled) == ("", True)


def test_a_page_that_waits_is_told_when_it_was_taken():
    told = follow(pictured(320, facts={"taken": "2021-06-18 09:00:00"}))

    assert (told["taken"], told["settled"]) == ("2021-06-18 09:00:00", True)
    assert told["thumbnail"].endswith("/web-320.jpg") or told["thumbnail"].endswith("/web-320.webp")
