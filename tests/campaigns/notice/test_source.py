"""Bytes that are a notice, and bytes that are none."""

import pytest

from campaigns.notice.source import UnreadableNotice, text_of

from .word import document, paragraph

TEXT = "一、主要活动\r\n1.书法𠮷\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_of_our_users(encoding):
    assert text_of(TEXT.encode(encoding)) == TEXT


def test_a_word_document_is_told_by_its_bytes_not_by_its_name():
    assert text_of(document(paragraph("书法")), "notice.txt") == "书法"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "另存为 .docx"),
        (b"%PDF-1.7", "另存为 .docx"),
        (b"{\\rtf1 a}", "另存为 .docx"),
        (b"<html><body>", "另存为 .docx"),
        (b"a\x00b", "另存为 .docx"),
        (b"\xff\xff\xff", "另存为 .docx"),
        (b"a" * (20 * 1024**2 + 1), "超过 20 MB"),
    ],
    ids=["doc or wps", "pdf", "rtf", "html", "binary", "no encoding", "too large"],
)
def test_everything_else_is_refused_and_says_what_to_do(data, advice, settings):
    with pytest.raises(UnreadableNotice, match=advice):
        text_of(data, "通知.doc")
