import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.excerpt import Piece, excerpt, marked
from zh.terms import parse


def test_hits_are_marked_on_the_original_text():
    assert marked("觀「永遠，跟黨走」書展", parse("永远跟党走")) == [
        Piece("觀「"),
        Piece("永遠，跟黨走", hit=True),
        Piece("」書展"),
    ]


def test_every_spelling_is_marked():
    assert marked("建党百年，一百周年", parse("100周年")) == [
        Piece("建党"),
        Piece("百年", hit=True),
        Piece("，"),
        Piece("一百周年", hit=True),
    ]


@pytest.mark.parametrize("typed", ["shufa", "shuf", "sf"])
def test_what_sounds_as_typed_is_marked(typed):
    assert [piece.text for piece in marked("青年“书法”展", parse(typed)) if piece.hit] == ["书法"]


def test_what_does_not_sound_so_is_not_marked():
    assert marked("青年书法", parse("shan")) == [Piece("青年书法")]


def test_overlapping_hits_are_one():
    assert marked("书法法书", parse("书法 法法 法书")) == [Piece("书法法书", hit=True)]


def test_the_excerpt_stands_around_the_first_hit():
    text = "前" * 100 + "书法" + "后" * 100

    pieces = excerpt(["", text], parse("书法"), length=40)

    assert pieces == [Piece("…"), Piece("前" * 10), Piece("书法", hit=True), Piece("后" * 28), Piece("…")]


def test_without_a_hit_it_is_the_beginning():
    assert excerpt(["", "白日依山尽\n黄河"], parse("shufa"), length=5) == [Piece("白日依山尽"), Piece("…")]
    assert excerpt(["", ""], parse("书法")) == []


@given(
    st.text(st.sampled_from("书法乾，“”王 aB1\n"), max_size=30),
    st.text(st.sampled_from("书法乾a "), max_size=4),
)
def test_the_pieces_are_the_whole_text(text, words):
    pieces = marked(text, parse(words))

    assert "".join(piece.text for piece in pieces) == text
