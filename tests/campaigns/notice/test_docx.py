"""Word: automatic numbers rebuilt, struck text dropped, tables and boxes read. And what is refused."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from campaigns.notice.as_json import as_json
from campaigns.notice.docx import text_of_docx
from campaigns.notice.docx_parts import NotADocument
from campaigns.notice.reader import read

from .word import W, document, levels, paragraph, run, table

NOTICE = (Path(__file__).parent / "notice.txt").read_text()
MARKS = (r"[一二三]、", r"（[一二三四五六]）", r"\d{1,2}\.")


def _numbered(line: str) -> str:
    """A line of the notice as Word keeps it: its number in the list, not in the text."""
    for level, mark in enumerate(MARKS):
        if found := re.match(mark, line):
            restarts = level == 2 and line.startswith("1.强化")
            return paragraph(line[found.end() :], level, number=2 if restarts else 1)
    return paragraph(line)


def test_automatic_numbers_give_the_tree_of_the_pasted_text():
    data = document(*(_numbered(line) for line in NOTICE.splitlines()))

    text = text_of_docx(data)

    assert text.rstrip() == NOTICE.rstrip()
    assert as_json(read(text)) == as_json(read(NOTICE))


def test_numbers_that_hang_on_styles_and_on_what_styles_are_based_on():
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:pStyle w:val="Section"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Task"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Section"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Task"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Task"/></w:style>'
    )
    blocks = [
        ("主要活动", "Section"),
        ("读书", "Task"),
        ("征文", "Own"),
        ("工作要求", "Section"),
        ("认真", "Task"),
    ]

    text = text_of_docx(document(*(paragraph(t, style=s) for t, s in blocks), lists=lists, styles=styles))

    assert text.split("\n") == ["一、主要活动", "1.读书", "2.征文", "二、工作要求", "1.认真"]


@pytest.mark.parametrize(
    ("style", "shape", "expected"),
    [
        ("decimal", "%1.", "11."),
        ("decimalFullWidth", "%1．", "１１．"),
        ("decimalEnclosedCircle", "%1", "⑪"),
        ("chineseCounting", "（%1）", "（十一）"),
        ("japaneseCounting", "%1、", "十一、"),
        ("ideographDigital", "%1、", "一一、"),
        ("chineseLegalSimplified", "%1、", "壹拾壹、"),
        ("upperRoman", "%1.", "XI."),
        ("lowerLetter", "%1)", "k)"),
        ("bullet", "", ""),
    ],
)
def test_each_way_of_writing_a_number(style, shape, expected):
    lists = f'<w:abstractNum w:abstractNumId="7">{levels([(style, shape, "")])}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'

    text = text_of_docx(document(*[paragraph("项", 0)] * 11, lists=lists))

    assert text.split("\n")[-1] == f"{expected}项"


def test_struck_and_hidden_text_is_gone_and_inserted_text_is_there():
    struck = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('新')}</w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"

    assert text_of_docx(document(paragraph("开展", inner=struck + inserted + hidden))) == "开展新"


def test_a_struck_paragraph_takes_its_number_along():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>作废</w:delText></w:r></w:del></w:p>"
    )

    assert text_of_docx(document(paragraph("甲", 2), gone, paragraph("乙", 2))) == "1.甲\n2.乙"


def test_soft_breaks_boxes_and_alternatives():
    inner = "<w:r><w:br/></w:r>" + run("责任单位：工会")
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{paragraph('框内')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('框内')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )

    text = text_of_docx(document(paragraph("1.读书", inner=inner), paragraph("尾", inner=box)))

    assert text.split("\n") == ["1.读书", "责任单位：工会", "尾", "框内"]


def test_a_table_of_tasks_is_a_plan():
    merged = "<w:tcPr><w:vMerge{}/></w:tcPr>"
    first = merged.format(' w:val="restart"') + paragraph("宣传部")
    data = document(
        paragraph("法治宣传月任务分解表"),
        table(
            ["序号", "工作任务", "具体措施", "牵头单位", "配合单位", "完成时限"],
            ["1", "宣讲", "百场宣讲进基层", first, "司法所、团委", "6月底前"],
            ["2", "展播", "案例展播", merged.format("") + paragraph(), "", ""],
        ),
    )

    items = read(text_of_docx(data)).items

    assert [(i.label, i.title, i.text, i.deadline, [(u.name, u.role) for u in i.units]) for i in items] == [
        (
            "1",
            "宣讲",
            "百场宣讲进基层",
            "6月底前",
            [("宣传部", "牵头单位"), ("司法所", "配合单位"), ("团委", "配合单位")],
        ),
        ("2", "展播", "案例展播", None, [("宣传部", "牵头单位")]),
    ]


def _renamed(data: bytes, old: str, new: str) -> bytes:
    """The same document with a text in its parts and in their names replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name.replace(old, new), source.read(name).replace(old.encode(), new.encode()))
    return stream.getvalue()


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [("word/document.xml", "word/document2.xml"), (W[9:-1], STRICT)],
    ids=["written on the web", "strict"],
)
def test_a_document_under_other_names_is_read_the_same(old, new):
    data = document(paragraph("主要活动", 0), paragraph("读书", 2))

    assert text_of_docx(_renamed(data, old, new)) == "一、主要活动\n1.读书"


def test_a_number_before_a_number_is_no_decimal():
    assert text_of_docx(document(paragraph("100名干警参加", 2))) == "1. 100名干警参加"


def test_a_letterhead_in_a_table_is_text():
    data = document(table(["临江县人民法院文件"]), paragraph("关于开展读书活动的通知"))

    assert text_of_docx(data).split("\n") == ["临江县人民法院文件", "关于开展读书活动的通知"]


def test_what_word_itself_writes_can_be_read():
    written = docx.Document()
    written.add_paragraph("关于开展读书活动的通知")
    written.add_paragraph("读书", style="List Number")
    written.add_paragraph("征文", style="List Number")
    stream = io.BytesIO()
    written.save(stream)

    assert text_of_docx(stream.getvalue()) == "关于开展读书活动的通知\n1.读书\n2.征文"


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        document(paragraph("一"), more={"word/vbaProject.bin": b"x"}),
        _renamed(document(paragraph("一")), "application/xml", MACROS),
        _zip(xl__workbook_xml=b"<a/>"),
        _zip(word__document_xml=b"<w:document"),
        _zip(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        _zip(word__document_xml=b"<a/>"),
        document(paragraph("一"))[:-30],
        b"PK\x03\x04 and then nothing",
    ],
    ids=["macros", "macros promised", "spreadsheet", "broken", "entities", "no body", "truncated", "no zip"],
)
def test_what_is_no_word_document_is_refused_with_a_sentence(data):
    with pytest.raises(NotADocument, match=r"\.docx"):
        text_of_docx(data)


def test_a_part_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("campaigns.notice.docx_parts.MAX_PART", 1024**2)

    with pytest.raises(NotADocument, match="解压后过大"):
        text_of_docx(_zip(word__document_xml=b" " * (1024**2 + 1)))
