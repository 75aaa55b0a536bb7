"""Documents keep their words, tables and pictures, and lose what was hidden, struck out or leads elsewhere."""

from collections.abc import Callable

import pytest

from tests.media_library.corpus_documents import ESSAY, GOOD, pdf, word
from tests.media_library.corpus_pictures import save

PARAGRAPHS = "<p>天下之事，不难于立法，而难于法之必行。</p>\n<p>买买提·艾力与𠮷𫖯𬘭同读此书。</p>"


@pytest.mark.parametrize("name", ["essay.txt", "notepad.txt", "gb18030.TXT", "unicode.txt"])
def test_a_text_is_read_in_every_encoding_that_our_users_have(name: str, show: Callable) -> None:
    shown = show(name, GOOD[name])

    assert shown.text() == PARAGRAPHS
    assert shown.facts["characters"] == len("".join(ESSAY.split()))


def test_a_word_document_keeps_headings_tables_and_pictures(show: Callable) -> None:
    shown = show("essay.docx", GOOD["essay.docx"])

    assert shown.text().startswith(
        "<h2>法之必行</h2><p>天下之事，不难于立法，而难于法之必行。<strong>重点</strong></p><table>"
    )
    assert '<img alt="" src="image-001.webp">' in shown.text()
    assert shown.text().endswith("<p>𠮷𫖯𬘭</p>")
    assert shown.picture("image-001.webp").size == (700, 500)


def test_what_was_hidden_or_struck_out_is_left_out_and_told(show: Callable) -> None:
    shown = show("reviewed.docx", GOOD["reviewed.docx"])

    assert shown.text() == "<p>留下添上</p>"
    assert shown.facts["dropped"] == {"hidden": 1, "deleted": 1}


def test_links_lose_their_target_and_keep_their_words(show: Callable) -> None:
    shown = show("linking.docx", GOOD["linking.docx"])

    assert shown.text() == "<p>点此</p>"
    assert shown.facts["dropped"] == {"links": 1}


def test_blanks_typed_to_indent_a_paragraph_are_left_out(show: Callable) -> None:
    typed = "<w:p><w:r><w:t xml:space='preserve'>　　第一段　完</w:t></w:r></w:p>"

    assert show("a.docx", save(word(typed))).text() == "<p>第一段　完</p>"


def test_markup_in_a_text_is_only_text(show: Callable) -> None:
    shown = show("a.docx", save(word("<w:p><w:r><w:t>&lt;script&gt;1&lt;/script&gt;</w:t></w:r></w:p>")))

    assert shown.text() == "<p>&lt;script&gt;1&lt;/script&gt;</p>"


def test_a_pdf_shows_its_first_pages_and_tells_its_words(show: Callable) -> None:
    shown = show("printed.pdf", save(pdf(42)))

    assert shown.facts["pages"] == 42
    assert len(shown.names("page")) == 40
    assert shown.picture("page-001.webp").width == 1280
    assert shown.text().split("\n")[0] == "<p>Hanmo</p>"


def test_a_scan_has_pages_and_no_words(show: Callable) -> None:
    shown = show("scan.pdf", GOOD["scan.pdf"])

    assert (shown.names("page"), shown.names("text")) == (["page-001.webp", "page-002.webp"], [])
    assert "characters" not in shown.facts
