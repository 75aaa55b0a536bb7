"""What is written must be what the catalogue says is written, character by character."""

import re

import pytest

from config.demo import brushes, scrolls
from config.demo.calligraphy import MARK, Piece
from config.demo.works import BY_KEY

PIECES = {
    "tower": (scrolls.TOWER,),
    "pond": (scrolls.POND,),
    "lotus-tower": (scrolls.LOTUS_TOWER,),
    "plum": (scrolls.PLUM,),
    "small-pond": (scrolls.SMALL_POND,),
    "couplet": scrolls.COUPLET,
    "study-wall": (scrolls.STUDY_WALL,),
    "peak": scrolls.PEAK,
    "gold": (scrolls.GOLD,),
}


@pytest.mark.parametrize("key", sorted(PIECES))
def test_the_sheets_carry_the_whole_text_in_order(key):
    written = "".join("".join(piece.columns) for piece in PIECES[key])

    assert written == re.sub(r"[^一-鿿]", "", BY_KEY[key].text)


@pytest.mark.parametrize("key", sorted(PIECES))
def test_the_brush_has_every_character(key):
    for piece in PIECES[key]:
        assert brushes.can_write(piece.brush, "".join(piece.columns) + piece.signature.replace(" ", "")) == ""
        stamped = "".join(text for text, _ in piece.stamps) + piece.corner_stamp + MARK
        assert brushes.can_write("regular", stamped) == ""


def test_the_cursive_brush_writes_no_character_with_two_old_forms():
    """The font draws 面 as 麵 and 干 as 乾; 里, 后, 云 and 谷 have two old forms as well."""
    cursive = [
        piece
        for pieces in PIECES.values()
        for piece in pieces
        if isinstance(piece, Piece) and piece.brush == "cursive"
    ]

    assert [set("".join(piece.columns)) & set("面干里后云谷斗几余系") for piece in cursive] == [set()]
