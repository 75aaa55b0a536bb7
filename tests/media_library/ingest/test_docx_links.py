"""What a Word document would fetch or start by itself; common links pass."""

import pytest

from media_library.ingest.docx_links import require_quiet
from media_library.ingest.refused import Refused
from tests.media_library.corpus.word_files import relationships


@pytest.mark.parametrize(
    ("kind", "target", "passes"),
    [
        ("hyperlink", "javascript:alert(1)", True),
        ("image", "http://example.com/a.png", True),
        ("attachedTemplate", "file:///C:\\Users\\a\\b.dotx", True),
        ("attachedTemplate", "C:\\b.dotx", True),
        ("attachedTemplate", "Normal.dotm", True),
        ("attachedTemplate", "http://example.com/a.dotm", False),
        ("attachedTemplate", "file://server/share/a.dotm", False),
        ("attachedTemplate", "\\\\server\\share\\a.dotm", False),
        ("attachedTemplate", "//server/a.dotm", False),
        ("oleObject", "mhtml:http://example.com/a!b", False),
        ("oleObject", "file:///C:\\a.xlsx", True),
        ("aFChunk", "https://example.com/a.html", False),
    ],
)
def test_what_leads_elsewhere(kind: str, target: str, passes: bool) -> None:
    xml = relationships((kind, target, True), ("styles", "styles.xml", False)).encode()

    if passes:
        assert require_quiet("word/_rels/document.xml.rels", xml) == 1
    else:
        with pytest.raises(Refused, match="leads_elsewhere"):
            require_quiet("word/_rels/document.xml.rels", xml)


@pytest.mark.parametrize(
    ("xml", "passes"),
    [
        (b"<w:instrText>DDE excel</w:instrText>", False),
        (b"<w:instrText>DD</w:instrText><w:instrText>EAUTO x</w:instrText>", False),
        (
            b'<w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText> ddeauto x</w:instrText>',
            False,
        ),
        (b'<w:fldSimple w:instr=" DDE x "/>', False),
        ("<w:instrText>DDE excel</w:instrText>".encode("utf-16"), False),
        (b"<w:t>DDE excel</w:t>", True),
        (b"<w:instrText>HYPERLINK DDE</w:instrText>", True),
        (b"<w:instrText>DDEPTH 3</w:instrText>", True),
    ],
)
def test_fields_that_start_a_program(xml: bytes, passes: bool) -> None:
    if passes:
        assert require_quiet("word/document.xml", xml) == 0
    else:
        with pytest.raises(Refused, match="active_document"):
            require_quiet("word/document.xml", xml)
