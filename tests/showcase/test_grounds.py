"""The ground of a picture that has not come yet."""

import pytest

from showcase.grounds import GROUNDS, nearest, stylesheet
from tests.conftest import ROOT


def test_the_stylesheet_is_what_the_rule_makes() -> None:
    assert (ROOT / "site" / "static" / "css" / "grounds.css").read_text() == stylesheet()
    assert len(set(GROUNDS.values())) == 64


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        ("#f4efe4", (242, 237, 227)),  # paper stays warm
        ("#d6c8aa", (222, 211, 186)),
        ("#1b2a4a", (31, 48, 71)),
        ("#000000", (20, 20, 20)),
        ("#ffffff", (235, 235, 235)),
    ],
)
def test_the_ground_is_near_the_pictures_colour(colour: str, ground: tuple[int, int, int]) -> None:
    assert GROUNDS[nearest(colour)] == ground


def test_no_colour_is_far_from_its_ground() -> None:
    worst = max(
        max(abs(a - b) for a, b in zip(GROUNDS[nearest(f"#{r:02x}{g:02x}{b_:02x}")], (r, g, b_), strict=True))
        for r in range(0, 256, 51)
        for g in range(0, 256, 51)
        for b_ in range(0, 256, 51)
        if max(r, g, b_) - min(r, g, b_) <= 51  # what paper, ink and daylight have
    )

    assert worst <= 60
