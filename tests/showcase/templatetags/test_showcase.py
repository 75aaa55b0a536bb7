"""What the templates of works ask."""

import re

import pytest
from django.utils.translation import override

from showcase.templatetags import showcase
from tests.conftest import ROOT


def test_addresses_of_a_release_are_below_its_token_and_a_previews_stay() -> None:
    assert showcase.public_url("a" * 32, "3/w640.webp") == f"/public/{'a' * 32}/3/w640.webp"
    assert showcase.public_url("", "/private/renditions/x/web.webp") == "/private/renditions/x/web.webp"


def test_picture_offers_every_width_and_falls_back_to_the_middle() -> None:
    jpeg = [{"src": f"{width}.jpg", "width": width, "height": width} for width in (320, 1280, 2560)]
    webp = [{"src": "640.webp", "width": 640, "height": 640}]

    found = showcase.picture(
        "t",
        {"jpeg": jpeg, "webp": webp, "width": 5000, "height": 4000, "alt": "山<水", "colour": "#ff8000"},
        "50vw",
    )

    assert found == (
        '<picture><source type="image/webp" srcset="/public/t/640.webp 640w" sizes="50vw">'
        '<img src="/public/t/1280.jpg" srcset="/public/t/320.jpg 320w, /public/t/1280.jpg 1280w, '
        '/public/t/2560.jpg 2560w" sizes="50vw" width="5000" height="4000" alt="山&lt;水" class="r124 c33" loading="lazy" '
        'decoding="async"></picture>'
    )


def test_first_screen_is_not_lazy_and_only_webp_needs_no_second_source() -> None:
    webp = [{"src": "640.webp", "width": 640, "height": 480}]

    found = showcase.picture(
        "t", {"jpeg": [], "webp": webp, "width": None, "height": None, "alt": "", "colour": ""}, "9px", True
    )

    assert found == (
        '<picture><img src="/public/t/640.webp" srcset="/public/t/640.webp 640w" sizes="9px" width="640" '
        'height="480" alt="" class="r134" decoding="async"></picture>'
    )


def test_the_smallest_kind_of_file_is_offered_first() -> None:
    source = {"width": 640, "height": 480}
    medium = {each: [{"src": f"a.{each}", **source}] for each in ("jpeg", "webp", "avif")}

    found = showcase.picture("t", {**medium, **source, "alt": "", "colour": ""}, "9px")

    types = [part.partition('"')[0] for part in found.split('type="')[1:]]
    assert (types, "/public/t/a.avif 640w" in found) == (["image/avif", "image/webp"], True)


def test_largest_is_the_widest() -> None:
    sources = [{"src": "a", "width": 1, "height": 1}, {"src": "b", "width": 9, "height": 9}]

    assert showcase.largest("t", {"jpeg": sources, "webp": []}) == "/public/t/b"
    assert showcase.largest("t", {"jpeg": sources[:1], "webp": sources}) == "/public/t/b"


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (300, 200, "r150"),
        (301, 200, "r150"),
        (200, 300, "r66"),
        (34, 138, "r24"),
        (10, 1000, "r10"),
        (9000, 100, "r300"),
        (None, None, "r100"),
    ],
)
def test_proportions_are_classes_in_steps_of_two_hundredths(width: int, height: int, expected: str) -> None:
    assert showcase.proportion_class({"width": width, "height": height}) == expected


def test_every_proportion_stands_in_the_stylesheet() -> None:
    ratios = {f".r{n} {{ --ratio: {n / 100:g}; }}" for n in range(10, 302, 2)}

    stylesheet = ROOT / "site" / "static" / "css" / "ratios.css"
    assert set(stylesheet.read_text().splitlines()[2:]) == ratios


def test_a_picture_without_a_colour_has_no_ground() -> None:
    assert showcase.ground_class("") == ""
    assert showcase.ground_class("#ffffff") == "c07"


def test_a_card_of_a_couplet_has_two_panels_of_one_height() -> None:
    panel = {"src": "a.jpg", "srcset": [], "width": 169, "height": 1000, "alt": "", "colour": "#ffffff"}
    other = panel | {"width": 171, "colour": ""}
    scroll = panel | {"width": 5000}

    def classes(cover: dict) -> list[str]:
        card = type("Card", (), {"token": "t", "cover": cover})
        return re.findall('class="([^"]*)"', showcase.cover(card))

    assert classes({**panel, "beside": [other]}) == ["r16 c07", "r16"]
    assert classes(scroll) == ["r300 widest c07"]


def test_a_picture_of_which_nobody_said_more_than_the_title_is_silent_beside_it() -> None:
    panel = {"src": "a.jpg", "srcset": [], "width": 100, "height": 400, "alt": "山水", "colour": ""}
    card = type("Card", (), {"token": "t", "title": "山水", "cover": {**panel, "beside": [{**panel}]}})

    def alts(titled: bool) -> list[str]:
        return re.findall('alt="([^"]*)"', showcase.cover(card, titled=titled))

    assert (alts(True), alts(False)) == (["", ""], ["山水", ""])


def test_a_door_asks_for_as_much_of_a_picture_as_fills_it() -> None:
    def sizes(width: int, height: int) -> str:
        return showcase.close_up(type("Card", (), {"cover": {"width": width, "height": height}}))

    assert sizes(36000, 1800) == "(min-width: 900px) 6400px, 4000px"
    assert sizes(1000, 4000) == "(min-width: 900px) 416px, 400px"
    assert showcase.close_up(type("Card", (), {"cover": {}})) == ""


def test_clock_of_nothing_is_nothing() -> None:
    assert showcase.clock_filter(None) == ""
    assert showcase.clock_filter(61) == "1:01"


def test_wave_is_one_path_within_its_height() -> None:
    assert showcase.wave([0, 0.5, 2.0]) == "M1 47.0V49.0M3 25.0V71.0M5 2.0V94.0"
    assert showcase.wave_width([0, 0.5, 2.0]) == 6


def test_width_on_the_wall_follows_from_the_height() -> None:
    assert showcase.wide_at({"width": 500, "height": 1000}, 82) == "41vh"
    assert showcase.wide_at({"width": None, "height": None}, 60) == "60vh"


@pytest.mark.parametrize(
    ("language", "alt", "tongue"),
    [
        ("zh-hans", "山水", ""),
        ("zh-hans", "觀書有感", ' lang="zh-Hant"'),
        ("en", "山水", ' lang="zh-Hans"'),
        ("en", "觀書有感", ' lang="zh-Hant"'),
        ("en", "IMG 0001", ""),
    ],
)
def test_an_alternative_text_says_in_which_chinese_it_is(language: str, alt: str, tongue: str) -> None:
    webp = [{"src": "640.webp", "width": 640, "height": 480}]
    medium = {"jpeg": [], "webp": webp, "width": None, "height": None, "alt": alt, "colour": ""}

    with override(language):
        assert f'alt="{alt}"{tongue} class="r134"' in showcase.picture("t", medium, "9px")
