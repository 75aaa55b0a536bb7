"""Plain text as it is set."""

import pytest

from showcase import reading


def test_every_line_is_a_paragraph_and_two_empty_lines_open_a_section() -> None:
    text = "　　第一段。\n\n第二段。\n第三段。\n\n\n第四段。\n"

    assert reading.sections(text) == [["第一段。", "第二段。", "第三段。"], ["第四段。"]]


@pytest.mark.parametrize("nothing", ["", "\n\n\n", "　　\n \t\n"])
def test_nothing_has_no_sections_and_no_stanzas(nothing: str) -> None:
    assert reading.sections(nothing) == []
    assert reading.stanzas(nothing) == []


def test_stanzas_keep_their_lines() -> None:
    text = "山是一层一层醒来的，\n先是近处的松。\n　\n有人喊：\n法庭来了。"

    assert reading.stanzas(text) == [
        ["山是一层一层醒来的，", "先是近处的松。"],
        ["有人喊：", "法庭来了。"],
    ]


def test_quotation_marks_stand_upright() -> None:
    assert reading.upright("他说：“读‘小池’。”") == "他说：『读「小池」。』"


@pytest.mark.parametrize(("characters", "minutes"), [(0, 1), (1, 1), (400, 1), (401, 2), (1200, 3)])
def test_minutes(characters: int, minutes: int) -> None:
    assert reading.minutes("字" * characters + "\n ") == minutes


def test_pulled_sentence_is_the_first_short_whole_one() -> None:
    text = (
        "好。本文人物均为虚构，如有雷同。他说：“先把心放平。”老庭长把暖水瓶放在窗台上。后来我懂了这个道理。"
    )

    assert reading.pulled_sentence(text) == "老庭长把暖水瓶放在窗台上。"


def test_words_of_a_document_keep_its_blocks_apart() -> None:
    assert reading.text_of("<h1>题</h1><p>一 &lt; 二<br>三</p>") == "题\n一 < 二\n三"


@pytest.mark.parametrize(
    ("html", "rest"),
    [
        ("<h1>老周的<b>笔记本</b></h1><p>正文</p>", "<p>正文</p>"),
        ("\n<p>老周的 笔记本</p>\n<p>正文</p>", "\n<p>正文</p>"),
        ("<h1>另一个题</h1><p>正文</p>", "<h1>另一个题</h1><p>正文</p>"),
        ("<p>老周的笔记本里写着。</p>", "<p>老周的笔记本里写着。</p>"),
        ("", ""),
    ],
)
def test_a_document_does_not_say_the_title_again(html: str, rest: str) -> None:
    assert reading.without_title(html, "老周的笔记本") == rest


@pytest.mark.parametrize("text", ["", "没有句号的一行", "短。", "一" * 40 + "。"])
def test_no_sentence_is_made_up(text: str) -> None:
    assert reading.pulled_sentence(text) == ""
