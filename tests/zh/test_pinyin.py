import pytest

from zh.pinyin import full, in_order, initials, name_readings, spans_by_sound, syllables


def test_a_text_in_full_and_in_initials():
    assert full("永远跟党走") == "yongyuangendangzou"
    assert initials("永远跟党走") == "yygdz"


def test_names_are_sorted_by_sound_and_by_number():
    names = [
        "第十法庭",
        "研究室",
        "第二法庭",
        "民二庭",
        "第十二法庭",
        "民一庭",
        "办公室",
        "Room 10",
        "Room 9",
    ]

    assert sorted(names, key=in_order) == [
        *("办公室", "第二法庭", "第十法庭", "第十二法庭"),
        *("民一庭", "民二庭", "Room 9", "Room 10", "研究室"),
    ]


def test_a_rare_character_of_names_has_its_sound():
    assert [full("𠮷"), full("𫖯"), full("𬘭")] == ["ji", "fu", "lin"]


def test_words_of_other_scripts_are_one_syllable():
    assert syllables("书法ABC，重庆") == ["shu", "fa", "abc", "chong", "qing"]


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("单雄信", "shan"),
        ("曾国", "zeng"),
        ("解缙", "xie"),
        ("仇英", "qiu"),
        ("区大相", "ou"),
        ("查良镛", "zha"),
        ("朴正", "piao"),
        ("尉迟恭", "yu chi"),
        ("華佗", "hua"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(name, sound):
    assert name_readings(name)[0][: len(sound.split())] == sound.split()


def test_every_reading_of_a_name_is_kept():
    readings = {"".join(reading) for reading in name_readings("曾乐")}

    assert readings == {"zengle", "zengyue", "cengle", "cengyue"}


def test_the_readings_of_a_long_name_are_bounded():
    assert len(name_readings("单" * 30)) == 12


def test_nothing_has_no_reading():
    assert name_readings("·") == []
    assert full("") == ""


def test_places_that_sound_as_typed():
    assert spans_by_sound("论书法与书法家", "shufa") == [(1, 3), (4, 6)]
    assert spans_by_sound("论书法", "sf") == [(1, 3)]
    assert spans_by_sound("read abc", "abc") == [(5, 8)]
    assert spans_by_sound("论书法", "xyz") == []
    assert spans_by_sound("", "a") == []
