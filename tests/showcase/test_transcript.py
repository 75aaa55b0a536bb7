"""What stands beside the player, and how times keep to their paragraphs."""

from showcase.transcript import (
    LONG,
    LONG_SCRIPT,
    ROOM,
    ROW,
    Said,
    Transcript,
    paragraphs,
    times_of,
    timing_of,
    transcript,
)

TEXT = "各位同志：\n\n今天读一首诗。\n谢谢。\n\n\n下一节。\n谢谢。"
TIMES = [0.0, 4.5, 9.0, 12.0, 20.0]
TIMING = timing_of(paragraphs(TEXT), TIMES)
CUES = [[1.0, "第一句"], [2.5, "第二句"]]


FILM = {"play": {"src": "play.mp4", "type": "video/mp4"}}


def content(**changes):
    return {"text": TEXT, "media": [], **changes}


def test_times_belong_to_their_paragraphs() -> None:
    assert times_of(TEXT, TIMING) == TIMES


def test_paragraphs_that_stay_keep_their_times_when_the_text_changes() -> None:
    changed = "新的开头。\n各位同志：\n今天读两首诗。\n谢谢。\n下一节。\n　　谢谢。"

    assert times_of(changed, TIMING) == [None, 0.0, None, 9.0, 12.0, 20.0]


def test_of_paragraphs_alike_the_right_one_goes() -> None:
    without_first_thanks = "各位同志：\n今天读一首诗。\n下一节。\n谢谢。"

    assert times_of(without_first_thanks, TIMING) == [0.0, 4.5, 12.0, 20.0]


def test_where_nothing_is_timed_nothing_is_kept() -> None:
    assert timing_of(paragraphs(TEXT), [None] * 5) == []
    assert times_of(TEXT, []) == [None] * 5


def test_a_timed_script_stands_beside_the_player_in_its_sections() -> None:
    found = transcript(
        content(times=[0.0, None, 9.0, 12.0, None], media=[FILM, {"play": None, "cues": CUES}])
    )

    assert found.timed
    assert found.said == [
        [Said("各位同志：", 0.0), Said("今天读一首诗。"), Said("谢谢。", 9.0)],
        [Said("下一节。", 12.0), Said("谢谢。")],
    ]
    assert found.below == []


def test_captions_stand_there_where_nobody_timed_the_script_which_goes_below() -> None:
    found = transcript(content(times=[None] * 5, media=[FILM, {"play": None, "cues": CUES}]))

    assert found.timed
    assert found.said == [[Said("第一句", 1.0), Said("第二句", 2.5)]]
    assert [len(section) for section in found.below] == [3, 2]


def test_without_either_the_script_is_text_to_read() -> None:
    found = transcript(content())

    assert not found.timed
    assert found.said[0][0] == Said("各位同志：")


def test_captions_of_a_second_recording_are_not_those_of_the_first() -> None:
    found = transcript(content(media=[FILM, FILM, {"play": None, "cues": CUES}]))

    assert not found.timed


def test_it_is_long_where_nobody_would_scroll_past_it() -> None:
    rows = [Said("一句", float(number)) for number in range(LONG + 1)]

    assert Transcript([rows[:30], rows[30:]], []).long
    assert not Transcript([rows[:LONG]], []).long


def test_a_script_beneath_the_captions_is_counted_where_it_is_long() -> None:
    long, short = (Transcript([], [["字" * LONG_SCRIPT], more]) for more in (["完。"], []))

    assert (long.script, long.folded) == (LONG_SCRIPT + 2, True)
    assert (short.script, short.folded) == (LONG_SCRIPT, False)


def test_a_page_carries_no_more_than_it_has_room_for() -> None:
    rows = [Said("字" * 90, float(number)) for number in range(2 * ROOM // (90 + ROW) + 20)]

    parts = Transcript([rows[:40], rows[40:]], [["字" * ROOM], ["完"]]).parts()

    assert [[each for section in part.said for each in section] for part in parts] == [
        rows[:150],
        rows[150:300],
        rows[300:],
        [],
        [],
    ]
    assert [part.below for part in parts] == [[], [], [], [["字" * ROOM]], [["完"]]]
    assert [part.goes_on for part in parts] == [True, True, False, False, False]


def test_what_is_short_is_one_part_and_a_long_script_beneath_it_another() -> None:
    rows = [[Said("字" * 90, 0.0)], [Said("字" * 90, 1.0)]]
    room = ROOM - 2 * (90 + ROW)
    short, long = Transcript(rows, [["字" * room]]), Transcript(rows, [["字" * room], ["完"]])

    assert short.parts() == [short]
    assert long.parts() == [
        Transcript([rows[0] + rows[1]], []),
        Transcript([], [["字" * room, "完"]]),
    ]


def test_one_paragraph_may_be_longer_than_a_page() -> None:
    rows = [Said("字" * ROOM), Said("完")]

    assert [part.said for part in Transcript([rows], []).parts()] == [[rows[:1]], [rows[1:]]]
