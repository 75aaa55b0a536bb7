"""Chapters as an editor writes them, and as players read them."""

import pytest
from django.core.exceptions import ValidationError

from showcase import chapters

INTRODUCTION = {"at": 0.0, "title": "导入"}
READING = {"at": 200.0, "title": "先读 出声"}


def test_lines_are_chapters() -> None:
    assert chapters.read("00:00 导入\n\n 03:20，先读 出声 \n") == [INTRODUCTION, READING]


def test_chapters_are_lines_again() -> None:
    assert chapters.read(chapters.as_lines([INTRODUCTION, READING])) == [INTRODUCTION, READING]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("00:00 导入\n先读出声", "第 2 行：请先写时间，再写标题，例如“03:20 导言”。"),
        ("00:00", "第 1 行：请先写时间，再写标题，例如“03:20 导言”。"),
        ("03:20 一\n\n03:20 二", "第 3 行：3:20 不晚于上一行的 3:20。"),
        ("03:20 " + "长" * 81, "第 1 行：标题超过 80 个字。"),
        ("\n".join(f"{n}:00 章" for n in range(101)), "章节不能超过 100 个。"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        chapters.read(text)

    assert refused.value.messages == [sentence]


def test_every_line_at_fault_is_named() -> None:
    with pytest.raises(ValidationError) as refused:
        chapters.read("一\n0:10 二\n三")

    assert [message.split("：")[0] for message in refused.value.messages] == ["第 1 行", "第 3 行"]


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (754.2, ""),
        (200.0, "第 2 章从 3:20 开始，而录音录像到 3:20 就结束了。"),
        (None, "还没有录音录像，时间无从对应。"),
    ],
)
def test_chapters_begin_within_the_recording(seconds: float | None, sentence: str) -> None:
    assert chapters.beyond([INTRODUCTION, READING], seconds) == sentence


def test_players_read_each_until_the_next() -> None:
    assert chapters.webvtt([INTRODUCTION, {"at": 200.0, "title": "<b>"}], 754.2) == (
        "WEBVTT\n\n00:00:00.000 --> 00:03:20.000\n导入\n\n00:03:20.000 --> 00:12:34.200\n&lt;b&gt;\n"
    )
