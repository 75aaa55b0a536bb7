import pytest

from media_library.library.facts import described, duration, facts_of, may_retry
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db


def known(asset) -> dict[str, str]:
    return {label: value for _heading, rows in facts_of(asset) for label, value in rows}


def test_a_photograph_says_what_took_it_and_when():
    asset = AssetFactory(facts={"camera": "NIKON D7", "taken": "2021-06-18 09:30:00", "gps": True})

    facts = known(asset)

    assert facts["相机"] == "NIKON D7"
    assert facts["拍摄时间"] == "2021-06-18 09:30:00"
    assert facts["尺寸"] == "3200 × 2400"
    assert "拍摄地点" in facts
    assert "时长" not in facts


def test_a_lecture_says_how_long_it_is_and_how_it_is_coded():
    asset = AssetFactory(
        video=True,
        duration=3725.4,
        facts={"video": {"codec": "h264", "kbits": 4000}, "audio": {"codec": "aac"}},
    )

    facts = known(asset)

    assert (facts["时长"], facts["画面轨"], facts["声音轨"]) == ("1:02:05", "h264\u20034000 kbit/s", "aac")


def test_damage_is_said_in_words():
    asset = AssetFactory(fault="different")

    assert "备份" in known(asset)["损坏"]


def test_a_group_of_which_nothing_is_known_has_no_heading():
    assert [heading for heading, _rows in facts_of(AssetFactory())] == ["原件", "来源与保存"]


@pytest.mark.parametrize(
    ("traits", "may"),
    [
        ({}, False),
        ({"failed": True}, True),
        ({"refused": True, "refusal": "empty"}, False),
        ({"refused": True, "refusal": "too_slow"}, True),
    ],
)
def test_what_failed_or_took_too_long_may_be_tried_again(traits: dict, may: bool):
    assert may_retry(AssetFactory(**traits)) == may


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.4, "0:00"), (59.6, "1:00"), (61, "1:01"), (3600, "1:00:00")]
)
def test_durations_are_read_at_a_glance(seconds: float, shown: str):
    assert duration(seconds) == shown


def test_a_line_names_format_and_size():
    assert described(AssetFactory()) == "JPEG\u20033200 × 2400"
    assert described(AssetFactory(format="", width=None, height=None)) == ""
