"""Numbers of people and cases are found as people write them, where they stand, and in linear time."""

import time

import pytest

from submissions.hints.patterns import Kind, find

ID = "11010519491231002X"


def hits(text: str) -> list[tuple[str, str]]:
    return [(str(hit.kind), text[hit.start : hit.end]) for hit in find(text)]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.ID_NUMBER, ID),
        (Kind.ID_NUMBER, "11010519491231002x"),
        (Kind.ID_NUMBER, "１１０１０５１９４９１２３１００２Ｘ"),
        (Kind.ID_NUMBER, "110105 19491231 002X"),
        (Kind.ID_NUMBER, "110105－19491231－002X"),
        (Kind.ID_NUMBER, "110105491231002"),
        (Kind.MOBILE, "13800138000"),
        (Kind.MOBILE, "138-0013-8000"),
        (Kind.MOBILE, "１３８　００１３　８０００"),
        (Kind.MOBILE, "1 3 8 0 0 1 3 8 0 0 0"),
        (Kind.MOBILE, "8613800138000"),
        (Kind.BANK_CARD, "6222020200112233446"),
        (Kind.BANK_CARD, "4111 1111 1111 1111"),
        (Kind.CASE_NUMBER, "（2021）云XX民初123号"),
        (Kind.CASE_NUMBER, "(2021)云0102民初123号"),
        (Kind.CASE_NUMBER, "〔2021〕最高法民终１２３号"),
        (Kind.CASE_NUMBER, "（2014）昆民初字第123号"),
        (Kind.CASE_NUMBER, "（2021）云01刑终12-3号"),
        (Kind.PLATE, "云A12345"),
        (Kind.PLATE, "云A·1234警"),
        (Kind.PLATE, "云ＡＤ１２３４５"),
    ],
)
def test_number_is_found_where_it_stands(kind: Kind, number: str) -> None:
    assert hits(f"先前的话{number}，后面的话") == [(kind, number)]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the last digit of an ID number does not fit
        "110105194913310026",  # no such month
        "6222020200112233447",  # no card: its check digit does not fit
        "1921-07-01 至 2021-07-01",
        "1949-10-01 202",
        "法释〔2016〕19号",
        "云南省高级人民法院〔2021〕12号文件",
        "3.14159265358979",
        "12345678901",
        "云B区第三排",
        "",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert hits(text) == []


def test_several_stand_beside_each_other() -> None:
    assert hits(f"{ID} 13800138000，13900139000") == [
        ("id", ID),
        ("mobile", "13800138000"),
        ("mobile", "13900139000"),
    ]


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1 - ", "（2021）", "（2021）云", "云A", "（2021）民民民民民民1", "13800138000 ", "x", "1x"],
)
def test_long_text_takes_linear_time(piece: str) -> None:
    text = (piece * 300_000)[:300_000]
    begun = time.process_time()
    find(text)

    # Half a second on a slow machine; anything that grows with the square would take minutes.
    assert time.process_time() - begun < 5
