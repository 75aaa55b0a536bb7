"""Scripts and programs are found in a PDF however they are written; links and forms pass."""

from pathlib import Path

import pytest

from media_library.ingest.pdf_actions import require_quiet
from media_library.ingest.refused import Refused
from tests.media_library.corpus import pdf_files

ACTIVE = [
    pdf_files.action(b"/S /JavaScript /JS (x)"),
    pdf_files.action(b"/S/#4a#61v#61Script /JS (x)"),
    pdf_files.action(b"/S\n/Launch /F (x)"),
    pdf_files.packed([b"<< /S /JavaScript /JS (x) >>"]),
    pdf_files.page(catalogue=b"/AcroForm << /XFA [(a) 6 0 R] >>"),
    pdf_files.page(entries=b"/Annots [<< /Subtype /RichMedia >>]"),
]
QUIET = [
    pdf_files.page(),
    pdf_files.modern(),
    pdf_files.page(content=b"BT (S JavaScript Launch) Tj ET"),
    pdf_files.action(b"/S /URI /URI (http://example.com/JavaScript)"),
    pdf_files.page(catalogue=b"/AcroForm << /Fields [] >>"),
]


@pytest.mark.parametrize("data", ACTIVE)
def test_what_acts_by_itself(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)

    with pytest.raises(Refused, match="active_document"):
        require_quiet(path)


@pytest.mark.parametrize("data", QUIET)
def test_what_waits_for_its_reader(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)

    require_quiet(path)


def test_objects_that_unpack_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_files.packed([b"null"], inflate=bytes(301_000_000)))

    with pytest.raises(Refused, match="too_large_inside"):
        require_quiet(path)
