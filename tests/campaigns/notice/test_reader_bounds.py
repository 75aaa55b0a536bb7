"""Nonsense, damage and size: no exception, no lost line, time in proportion to length."""

import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.notice.as_json import as_json
from campaigns.notice.reader import read

from .test_reader import NOTICE, NOTICES, assert_no_line_lost, places

PIECES = (
    *(
        "一、",
        "（一）",
        "(二)",
        "1.",
        "2、",
        "①",
        "（1）",
        "⑴",
        "第一阶段",
        "责任单位：",
        "（",
        "）",
        "“",
        "”",
        "《",
        "：",
        "。",
    ),
    *(
        "\t",
        "|",
        "X月",
        "附件：",
        "附件",
        "2021年5月1日",
        "牵头",
        "序号\t工作任务\t责任单位",
        "联系人：",
        "\u3000",
        "\n",
        "\n\n",
        "主要活动",
        "工作要求",
        "百",
        "〇",
    ),
)


def _damaged(text: str, chance: random.Random) -> str:
    """The text with a few pieces cut out, doubled, or put in where they do not belong."""
    for _ in range(chance.randint(1, 12)):
        at, to = sorted(chance.choices(range(len(text) + 1), k=2))
        cut = text[at : min(to, at + 40)]
        text = chance.choice(
            (
                text[:at] + text[at + len(cut) :],
                text[:at] + cut + text[at:],
                text[:at] + chance.choice(PIECES) + text[at:],
                text[:at] + "".join(chance.choices(PIECES, k=4)) + text[at:],
            )
        )
    return text


@pytest.mark.parametrize("seed", range(20))
def test_damaged_notices_are_read_without_losing_a_line(seed):
    chance = random.Random(seed)
    sources = [NOTICE, *(path.read_text().split("=====\n")[0] for path in NOTICES)]

    for _ in range(12):
        assert_no_line_lost(_damaged(chance.choice(sources), chance))


def test_heaps_of_pieces_are_read_without_losing_a_line():
    chance = random.Random(7)

    for _ in range(150):
        assert_no_line_lost("".join(chance.choices(PIECES, k=chance.randint(1, 60))))


def test_reading_what_was_read_gives_the_same():
    first = as_json(read(NOTICE))

    again = as_json(read("\n".join(read(NOTICE).source)))

    assert again == first


def _seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "line",
    [
        "胡言乱语",
        "1.胡言",
        "（一）胡言（责任单位：甲、乙",
        "责任单位：",
        "“《（" * 20,
        "X" * 6 + "月",
        "第一阶段（",
        "a\tb\tc",
        "责任单位：甲、\n乙、",
        "序号\t工作任务\t责任单位\n说明",
        "1.甲\n1.1 乙\n1.2 丙",
    ],
    ids=[
        "words",
        "items",
        "groups",
        "units",
        "quotes",
        "holes",
        "phases",
        "cells",
        "lists",
        "heads",
        "dotted",
    ],
)
def test_time_grows_with_length_and_no_faster(line):
    short, long = "\n".join([line] * 1_000), "\n".join([line] * 10_000)

    assert _seconds(long) < 40 * max(_seconds(short), 0.05)


@pytest.mark.parametrize(
    "piece",
    [
        "字",
        "（",
        "）",
        "（甲部牵头）",
        "（责任单位：甲）",
        "“",
        "、",
        "责任单位：",
        " ",
        "1.",
        "X",
        "一",
        "第一阶段，",
        "(甲",
    ],
)
def test_one_endless_line_is_no_trap(piece):
    assert _seconds(piece * 40_000) < 20


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(st.sampled_from((*PIECES, "\r", "\r\n", "\v", "\u2028", "\ufeff")), st.text(max_size=12)),
        max_size=40,
    ).map("".join)
)
def test_every_line_stands_in_one_place(text):
    blanks = set(" \t\v\f\r\u3000\u2003\u2002\u2009\u00a0\u200b\u200c\u200d\u2060\ufeff")
    physical = re.split("\r\n|[\r\n\v\u2028\u2029]", text)
    data = as_json(read(text))

    found = sorted([*places(data), *(unread["line"] for unread in data["unread"])])

    assert found == [number for number, line in enumerate(physical, start=1) if set(line) - blanks]
    assert as_json(read("\n".join(physical))) == data
