import pytest
from docx import Document

from config.demo import texts


@pytest.mark.parametrize("name", sorted(path.stem for path in texts.ESSAYS.glob("*.txt")))
def test_an_essay_has_a_title_and_a_fitting_length(name):
    title, text = texts.essay(name)

    assert 3 <= len(title) <= 20
    assert 800 <= len(text.replace("\n", "")) <= 1500


def test_a_word_file_holds_title_and_paragraphs_and_repeats_itself(tmp_path):
    first = texts.word("题目", "第一段。\n\n第二段。", tmp_path / "a.docx")
    again = texts.word("题目", "第一段。\n\n第二段。", tmp_path / "b.docx")

    assert [paragraph.text for paragraph in Document(str(first)).paragraphs] == [
        "题目",
        "第一段。",
        "第二段。",
    ]
    assert first.read_bytes() == again.read_bytes()
