"""How a calligraphy hangs."""

import pytest

from showcase import hanging
from showcase.content import Content, Medium


def shown(size: tuple[int, int], role: str = "main") -> Medium:
    source = {"src": "a.jpg", "width": size[0], "height": size[1]}
    return {
        "kind": "picture",
        "role": role,
        "width": size[0],
        "height": size[1],
        "jpeg": [source],
        "webp": [],
    }


def work(sizes: list[tuple[int, int]], **details: str) -> Content:
    return {
        "kind": {"code": "calligraphy", "name": "书法", "name_en": "Calligraphy", "family": "pictures"},
        "details": [{"name": name, "value": value} for name, value in details.items()],
        "media": [shown(size) for size in sizes],
    }


@pytest.mark.parametrize(
    ("size", "manner"),
    [
        ((300, 900), "scroll"),
        ((84, 100), "scroll"),
        ((100, 100), "square"),
        ((300, 100), "square"),
        ((301, 100), "strip"),
    ],
)
def test_one_picture_hangs_by_its_proportions(size: tuple[int, int], manner: str) -> None:
    assert hanging.hang(work([size], form="条幅")).manner == manner


def test_couplet_is_two_panels_alike_and_the_rest_are_details() -> None:
    content = work([(100, 500), (104, 500), (400, 400)], form="对联")

    hung = hanging.hang(content)

    assert hung.manner == "pair"
    assert hung.panels == content["media"][:2]
    assert hung.details == content["media"][2:]


def test_couplet_in_one_picture_hangs_as_one() -> None:
    assert hanging.hang(work([(300, 500)], form="对联")).manner == "scroll"


def test_couplet_with_a_close_up_in_place_of_its_second_panel_hangs_as_one() -> None:
    content = work([(100, 500), (400, 400)], form="对联")

    assert hanging.hang(content).panels == content["media"][:1]


def test_screens_hang_all_panels() -> None:
    hung = hanging.hang(work([(100, 400)] * 4, form="条屏"))

    assert (hung.manner, len(hung.panels)) == ("screens", 4)


def test_album_shows_every_leaf() -> None:
    hung = hanging.hang(work([(300, 400)] * 5, form="册页"))

    assert (hung.manner, len(hung.panels), hung.details) == ("album", 5, [])


def test_no_more_than_three_details_are_shown() -> None:
    assert len(hanging.hang(work([(100, 400)] * 7, form="条幅")).details) == 3


def test_a_work_without_pictures_hangs_nothing() -> None:
    assert hanging.hang(work([], form="条幅")).manner == "nothing"


def test_pictures_are_the_works_own_that_have_files() -> None:
    empty = shown((10, 10)) | {"jpeg": []}
    content = work([(10, 10)]) | {"media": [shown((1, 1), "script"), empty, shown((3, 3))]}

    assert hanging.pictures(content) == content["media"][2:]


def test_what_has_a_script_a_form_or_a_size_is_hung_and_photographs_are_not() -> None:
    assert hanging.is_hung(work([(1, 1)], script="行书")) is True
    assert hanging.is_hung(work([(1, 1)], height_cm="138")) is True
    assert hanging.is_hung(work([(1, 1)], taken_on="2021-06-18")) is False


def test_true_size_is_drawn_to_one_scale_on_one_floor() -> None:
    drawing = hanging.true_size(work([(1, 2)], height_cm="138", width_cm="69.5"))

    assert (drawing.height_cm, drawing.width_cm) == ("138", "69.5")
    assert (drawing.works[0].height, drawing.works[0].width) == (138, 69.5)
    assert (drawing.door.height, drawing.door.width) == (200, 90)
    assert (drawing.sheet.height, drawing.sheet.width) == (29.7, 21)
    assert drawing.door.y + drawing.door.height == drawing.floor
    assert drawing.works[0].y + drawing.works[0].height <= drawing.floor


@pytest.mark.parametrize(("height", "width"), [("600", "97"), ("138", "69"), ("34", "1000"), ("10", "10")])
def test_everything_stays_within_the_drawing(height: str, width: str) -> None:
    drawing = hanging.true_size(work([(1, 2)], height_cm=height, width_cm=width))
    _x, _y, wide, high = map(float, drawing.view_box.split())

    for shape in (drawing.door, *drawing.works, drawing.sheet):
        assert shape.x >= 0
        assert shape.y >= 0
        assert shape.x + shape.width <= wide
        assert shape.y + shape.height <= high


def test_all_sheets_of_a_couplet_are_drawn_where_one_of_them_was_measured() -> None:
    couplet = [(100, 400), (100, 400)]

    one = hanging.true_size(work(couplet, form="对联", height_cm="136", width_cm="34"))
    both = hanging.true_size(work(couplet, form="对联", height_cm="136", width_cm="80"))

    first, second = one.works
    assert second.x - first.x - first.width == hanging.BETWEEN["pair"]
    assert one.sheet.x > second.x + second.width
    assert [each.width for each in both.works] == [80]


@pytest.mark.parametrize("height", ["", "约一米", "0", "-5", "99999", "nan", "inf"])
def test_true_size_is_left_out_without_measurements(height: str) -> None:
    assert hanging.true_size(work([(1, 2)], height_cm=height, width_cm="69")) is None


def test_a_lines_places_light_up_on_its_panel_all_else_steps_back() -> None:
    content = work([(100, 500), (100, 500)], form="对联") | {
        "regions": [
            {"line": 0, "medium": 0, "box": [10, 20, 30, 400]},
            {"line": 1, "medium": 1, "box": [5, 5, 40, 100]},
            {"line": 1, "medium": 1, "box": [50, 5, 40, 60]},
        ]
    }

    first, second = hanging.panels(content, hanging.hang(content))

    assert (first.number, second.number) == (0, 1)
    assert [(lit.line, lit.boxes) for lit in first.lit] == [(0, [[10, 20, 30, 400]])]
    assert second.lit[0].boxes == [[5, 5, 40, 100], [50, 5, 40, 60]]
    assert second.lit[0].around == "M0 0H100V500H0ZM5 5h40v100h-40zM50 5h40v60h-40z"


@pytest.mark.parametrize(("size", "cm"), [((690, 1380), 69), ((720, 1380), 69), ((1380, 1380), None)])
def test_a_ruler_needs_a_picture_of_the_whole_sheet(size: tuple[int, int], cm: float | None) -> None:
    content = work([size], height_cm="138", width_cm="69")

    assert hanging.panels(content, hanging.hang(content))[0].cm == cm


def test_picked_details_stand_in_place_of_close_ups() -> None:
    picked = shown((400, 400)) | {"role": "closeup"}
    content = work([(100, 400)] * 3, form="条幅") | {"closeups": [picked]}

    assert hanging.hang(content).details == [picked]
