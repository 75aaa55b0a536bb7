"""A paper as a Word file: its rows, its paragraphs, room for the pen."""

import io

from docx import Document

from submissions.office import as_docx
from submissions.prints import Paper


def test_everything_is_in_the_file() -> None:
    made = Document(
        io.BytesIO(as_docx(Paper("授权承诺书", [("作者", "王芳")], ["本人承诺。"], [("签名", 24)])))
    )

    assert [paragraph.text for paragraph in made.paragraphs if paragraph.text] == ["授权承诺书", "本人承诺。"]
    assert [[cell.text for cell in row.cells] for table in made.tables for row in table.rows] == [
        ["作者", "王芳"],
        ["签名", ""],
    ]
    assert made.tables[1].rows[0].height.mm > 23
