import pytest

from zh.fold import fold
from zh.numbers import arabic_number, chinese_number, variants


@pytest.mark.parametrize("word", ["2021", "2021年"])
def test_a_year_in_digits_is_also_written_in_characters(word):
    assert word.replace("2021", "二〇二一") in variants(word)


@pytest.mark.parametrize("word", ["二〇二一", "二零二一", "2021"])
def test_a_year_in_characters_has_two_zeros_and_is_also_written_in_digits(word):
    assert {word, *variants(word)} == {"二〇二一", "二零二一", "2021"}


DATES = [
    "2021年7月1日",
    "二〇二一年七月一日",
    "二零二一年七月一日",
    "2021年07月01日",
    "2021-07-01",
    "2021.7.1",
    "2021/7/1",
]


@pytest.mark.parametrize("word", [*DATES, "2021年7月1号"])
def test_a_date_is_found_however_it_is_written(word):
    assert {fold(each) for each in DATES} <= {fold(word), *variants(fold(word))}


@pytest.mark.parametrize("word", ["2021年1月", "2021-01", "2021.1", "二零二一年一月"])
def test_a_month_in_numbers_is_no_other_month(word):
    names = {fold(word), *variants(fold(word))}

    assert {"2021年1月", "二〇二一年一月", "2021 01"} <= names
    assert "2021 1" not in names - {fold(word)}


@pytest.mark.parametrize("word", ["2021-13", "192.168.1.1", "一百零五人", "第一零二号", "三零一"])
def test_what_is_no_date_is_none(word):
    assert not any("月" in name or "〇〇" in name for name in variants(fold(word)))
    assert fold(word).replace("零", "〇") not in variants(fold(word))


@pytest.mark.parametrize("word", ["100周年", "一百周年", "百年", "百周年"])
def test_a_hundred_years_go_by_several_names(word):
    assert {word, *variants(word)} == {"100周年", "一百周年", "百年", "百周年", "100年", "一百年"}


@pytest.mark.parametrize("word", ["二百年", "1100周年", "2021年", "百年代"])
def test_other_numbers_are_not_a_hundred_years(word):
    assert "百年" not in variants(word)


@pytest.mark.parametrize("word", ["七一", "7月1日", "七月一日", "7 1", "建党节", "07月01日", "7月1号"])
def test_a_day_goes_by_several_names(word):
    assert {"七一", "7月1日", "七月一日", "7 1", "建党节", "建党日"} <= {word, *variants(word)}


@pytest.mark.parametrize("word", ["二十大", "党的二十大", "20大", "中国共产党第二十次全国代表大会"])
def test_a_congress_in_short_and_in_full(word):
    names = {word, *variants(word)}

    assert {"二十大", "第二十次全国代表大会"} <= names
    assert not any("届" in name for name in names)


def test_a_plenum_in_short_and_in_full():
    assert "第二十届中央委员会第三次全体会议" in variants("二十届三中全会")
    assert "二十届三中全会" in variants("中国共产党第二十届中央委员会第三次全体会议")


@pytest.mark.parametrize("word", ["书法", "", "十大", "万", "o", "第〇次"])
def test_what_is_no_number_of_ours_has_no_other_congress(word):
    assert not any("全国代表大会" in name for name in variants(word))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_a_number_is_read_and_written(number, words):
    assert chinese_number(number) == words
    assert arabic_number(words) == number


def test_every_number_comes_back():
    assert [arabic_number(chinese_number(number)) for number in range(1, 10_000)] == list(range(1, 10_000))


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_numbers_outside_are_refused(number):
    with pytest.raises(ValueError, match="between 1 and 9999"):
        chinese_number(number)


def test_words_that_are_no_number_have_no_value():
    assert arabic_number("十百") is None
