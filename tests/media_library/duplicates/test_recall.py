"""Copies are known again, whatever was done to them; other pictures of the same series are not."""

from functools import cache
from itertools import combinations

import pytest
from PIL import Image

from media_library.duplicates.comparing import Grey, compare, grey
from media_library.duplicates.marks import words_of, words_to_look_for
from tests.media_library.duplicates.pictures import COPIES, TEXTS, photograph, sheet, stand


@cache
def originals() -> dict[str, Image.Image]:
    return {
        **{f"photograph {seed}": photograph(seed) for seed in range(3)},
        **{f"sheet {at}": sheet(at, text) for at, text in enumerate(TEXTS)},
    }


@cache
def greys() -> dict[str, Grey]:
    return {name: grey(picture) for name, picture in originals().items()}


def nearest(picture: Grey) -> list[str]:
    """The originals by how many words they share with a copy."""
    asked = words_to_look_for(picture)
    return sorted(greys(), key=lambda name: -len(asked & kept(name)))


@cache
def kept(name: str) -> set[int]:
    return words_of(greys()[name])


@pytest.mark.parametrize("change", COPIES)
@pytest.mark.parametrize("name", ["photograph 1", "sheet 0"])
def test_a_copy_is_found_by_its_marks_and_lies_over_its_source(name: str, change: str):
    copy = grey(COPIES[change](originals()[name]))

    likeness = compare(greys()[name], copy)

    assert nearest(copy)[0] == name
    assert likeness is not None and likeness.same


def test_the_part_that_both_show_is_outlined():
    copy = grey(COPIES["unevenly cropped"](originals()["photograph 0"]))

    likeness = compare(greys()["photograph 0"], copy)

    assert likeness is not None
    assert likeness.of_a == pytest.approx((0.1, 0.03, 0.93, 1), abs=0.01)
    assert likeness.of_b == pytest.approx((0, 0, 1, 1), abs=0.01)


def test_pictures_of_one_series_are_not_taken_for_one():
    taken = [
        (one, two)
        for one, two in combinations(greys(), 2)
        if (likeness := compare(greys()[one], greys()[two])) and likeness.same
    ]

    assert taken == []


def test_the_same_text_written_twice_is_two_sheets():
    likeness = compare(greys()["sheet 0"], grey(sheet(77, TEXTS[0])))

    assert not (likeness and likeness.same)


def test_a_second_photograph_of_one_scene_in_which_people_moved_is_another():
    scene = originals()["photograph 2"]

    likeness = compare(grey(stand(scene.copy(), 91, 8)), grey(stand(scene.copy(), 92, 8)))

    assert not (likeness and likeness.same)


def test_a_blank_sheet_does_not_fail():
    blank = grey(Image.new("RGB", (400, 300), "white"))

    assert compare(blank, greys()["sheet 0"]) is None or not compare(blank, greys()["sheet 0"]).same
    assert words_of(blank)
