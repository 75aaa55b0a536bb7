"""The PDF can be read as text, rare characters too; without a Chinese font there is none."""

import pypdfium2
import pytest

from reports import printed
from reports.printed import NoChineseFont, as_pdf
from submissions.prints import Paper

PAPER = Paper("发稿审批单", [("作者", "𠮷𫖯𬘭、买买提·艾力、=1+1"), ("摘要", "#let x = 1\n*粗*")], [], [])


@pytest.mark.usefixtures("chinese_font")
def test_text_stands_in_the_file_as_it_was_written() -> None:
    text = pypdfium2.PdfDocument(as_pdf(PAPER))[0].get_textpage().get_text_bounded()

    for expected in ("发稿审批单", "买买提·艾力", "=1+1", "#let x = 1", "*粗*", "𠮷"):
        assert expected in text


def test_without_a_chinese_font_the_word_file_is_offered(monkeypatch) -> None:
    monkeypatch.setattr(printed, "FONTS", ("No Such Font",))
    printed.fonts.cache_clear()
    try:
        with pytest.raises(NoChineseFont, match="Word"):
            as_pdf(PAPER)
    finally:
        printed.fonts.cache_clear()
