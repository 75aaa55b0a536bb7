"""Pictures come out upright, in sRGB, without what the camera knew, and never larger than they were."""

from collections.abc import Callable

import pytest
from PIL import Image

from media_library.ingest import sandbox
from media_library.ingest.confine import Limits
from tests.media_library.corpus_pictures import GOOD, encoded, oriented, painting, save

RED = (200, 30, 30)


def near(colour: tuple[int, ...], other: tuple[int, ...], by: int = 30) -> bool:
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int, show: Callable) -> None:
    shown = show("turned.jpg", oriented(orientation))

    picture = shown.picture("web-640.webp").convert("RGB")
    assert (shown.facts["width"], shown.facts["height"], picture.size) == (400, 300, (400, 300))
    assert near(picture.getpixel((20, 20)), RED)
    assert not near(picture.getpixel((380, 280)), RED)


def test_the_ladder_ends_with_the_pictures_own_width(show: Callable) -> None:
    shown = show("camera.jpg", save(encoded(painting(1300, 900), "JPEG")))

    assert {each["name"]: (each["width"], each["height"]) for each in shown.made} == {
        "web-320.webp": (320, 222),
        "web-640.webp": (640, 443),
        "web-640.jpg": (640, 443),
        "web-1280.webp": (1280, 886),
        "web-1600.jpg": (1300, 900),
        "web-1920.webp": (1300, 900),
    }


def test_the_archive_learns_of_the_camera_and_the_public_does_not(show: Callable) -> None:
    shown = show("camera.jpg", GOOD["camera.jpg"])

    facts = {name: shown.facts.get(name) for name in ("camera", "taken", "gps")}
    assert facts == {"camera": "NIKON D850", "taken": "2021-07-01 09:30:00", "gps": True}
    for each in shown.made:
        with shown.picture(each["name"]) as picture:
            assert not picture.getexif()
            assert {"exif", "icc_profile", "xmp", "comment"} & set(picture.info) == set()


def test_the_smaller_copies_are_srgb_upright_and_know_nothing_of_the_camera(show: Callable, tmp_path) -> None:
    shown = show("turned.jpg", oriented(6, size=(1200, 900)))
    scratch, made = tmp_path / "avif-scratch", tmp_path / "avif-made"
    scratch.mkdir()
    made.mkdir()
    order = {"format": "jpeg", "facts": shown.facts}

    result = sandbox.run("avif", shown.source, made, scratch=scratch, limits=Limits(), **order)

    assert [each["name"] for each in result] == ["avif/1280.avif", "avif/640.avif"]
    for each in result:
        with Image.open(made / each["name"]) as picture:
            assert (picture.size, picture.mode) == ((each["width"], each["height"]), "RGB")
            assert {"exif", "icc_profile", "xmp"} & {
                name for name, value in picture.info.items() if value
            } == set()
            assert near(picture.getpixel((20, 20)), RED)


def test_wide_colours_become_srgb(show: Callable) -> None:
    shown = show("display-p3.jpg", GOOD["display-p3.jpg"])

    # (234, 51, 35) in Display P3 is pure red in sRGB.
    assert near(shown.picture("web-640.webp").convert("RGB").getpixel((50, 50)), (255, 0, 0), by=12)


def test_what_is_transparent_becomes_paper(show: Callable) -> None:
    shown = show("transparent.PNG", GOOD["transparent.PNG"])

    assert shown.picture("web-320.webp").convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_sixteen_bits_keep_their_colours(show: Callable) -> None:
    shown = show("sixteen-bits.png", GOOD["sixteen-bits.png"])

    assert near(shown.picture("web-320.webp").convert("RGB").getpixel((50, 50)), (255, 128, 0), by=8)
    assert shown.facts["bits"] == 16


def test_a_tiff_of_several_pages_shows_each(show: Callable) -> None:
    shown = show("ten-pages.tif", GOOD["ten-pages.tif"])

    assert shown.facts["pages"] == 10
    assert shown.names("page") == [f"page-{number:03}.webp" for number in range(1, 11)]


def test_a_handscroll_of_144_megapixels_passes_and_wants_tiles(show: Callable) -> None:
    shown = show("handscroll.png", GOOD["handscroll.png"])

    assert shown.facts["later"] == ["tiles", "avif"]
    assert shown.picture("web-2880.webp").size == (2880, 115)


def test_a_heic_of_ten_bits_keeps_its_colours(show: Callable) -> None:
    shown = show("ten-bits.HEIC", GOOD["ten-bits.HEIC"])

    red, green, blue = shown.picture("web-320.webp").convert("RGB").getpixel((50, 50))
    assert near((red, green, blue), (255, 117, 4), by=12)


def test_like_pictures_have_like_fingerprints_and_a_small_stand_in(show: Callable) -> None:
    picture = painting(800, 600)
    one = show("one.jpg", save(encoded(picture, "JPEG", quality=95)))
    smaller = show("smaller.png", save(encoded(picture.resize((400, 300)), "PNG")))
    other = show("other.jpg", save(encoded(Image.linear_gradient("L").resize((800, 600)), "JPEG")))

    def apart(left: str, right: str) -> int:
        return (int(left, 16) ^ int(right, 16)).bit_count()

    assert apart(one.facts["fingerprint"], smaller.facts["fingerprint"]) <= 6
    assert apart(one.facts["fingerprint"], other.facts["fingerprint"]) > 10
    assert one.facts["placeholder"].startswith("data:image/webp;base64,")
    assert len(one.facts["placeholder"]) < 500


def test_the_same_bytes_give_the_same_files(show: Callable) -> None:
    data = encoded(painting(1500, 900), "JPEG")

    first, second = show("a.jpg", save(data)), show("a.jpg", save(data))

    assert first.made == second.made
    assert first.facts == second.facts
