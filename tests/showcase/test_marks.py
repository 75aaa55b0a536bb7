"""Regions belong to lines by their words."""

from showcase.marks import Closeup, Rectangle, as_regions, closeups_of, lines_of, regions_of

TEXT = "半亩方塘一鉴开，\n天光云影共徘徊。\n\n问渠那得清如许？"
BOXES = [[Rectangle(7, 10, 20, 30, 40)], [Rectangle(7, 1, 2, 3, 4), Rectangle(8, 5, 6, 7, 8)], []]


def test_lines_go_on_through_stanzas() -> None:
    assert lines_of(TEXT) == ["半亩方塘一鉴开，", "天光云影共徘徊。", "问渠那得清如许？"]


def test_what_is_kept_comes_back() -> None:
    assert regions_of(TEXT, as_regions(TEXT, BOXES)) == BOXES


def test_nothing_marked_is_nothing_kept() -> None:
    assert as_regions(TEXT, [[], [], []]) == []
    assert regions_of(TEXT, []) == [[], [], []]


def test_a_line_put_in_moves_no_other() -> None:
    kept = as_regions(TEXT, BOXES)

    assert regions_of("观书有感\n" + TEXT, kept) == [[], *BOXES]


def test_a_line_written_otherwise_keeps_its_place_and_one_taken_out_takes_its_own() -> None:
    kept = as_regions(TEXT, BOXES)

    assert regions_of(TEXT.replace("一鉴开，", "一鑑开，"), kept) == BOXES
    assert regions_of(TEXT.replace("半亩方塘一鉴开，\n", ""), kept) == BOXES[1:]


def test_details_come_back_as_they_were_kept() -> None:
    assert closeups_of([[7, 1, 2, 300, "藏锋。"]]) == [Closeup(7, 1, 2, 300, "藏锋。")]
