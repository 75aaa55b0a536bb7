"""Documents for tests, made by code: good ones, and broken or hostile ones."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
from docx.shared import Cm

from tests.media_library.corpus_pictures import Maker, encoded, painting, save

GOOD: dict[str, Maker] = {}
BAD: dict[str, tuple[Maker, str]] = {}
ESSAY = "天下之事，不难于立法，而难于法之必行。\n\n　　买买提·艾力与𠮷𫖯𬘭同读此书。\n"
SRT = "1\n00:00:00,500 --> 00:00:02,000\n各位同志，\n\n2\n00:00:02,000 --> 00:00:04,250\n<i>今天</i>读一首诗。\n"

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(
    body: str = "<w:p><w:r><w:t>字</w:t></w:r></w:p>", *, before: str = "", **parts: bytes | str
) -> bytes:
    """A Word document with this body; ``parts`` adds members, "__" standing for a slash and "_dot_" for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        text = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def pdf(
    pages: int = 1, *, content: bytes = b"BT /F1 24 Tf 72 720 Td (Hanmo) Tj ET", trailer: bytes = b""
) -> bytes:
    """A PDF with that many pages of the same content."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    objects += [page] * pages
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(data)


GOOD["essay.txt"] = save(ESSAY.encode())
GOOD["notepad.txt"] = save(b"\xef\xbb\xbf" + ESSAY.replace("\n", "\r\n").encode())
GOOD["gbk.txt"] = save("天下之事，不难于立法，而难于法之必行。".encode("gbk"))
GOOD["gb18030.TXT"] = save(ESSAY.encode("gb18030"))
GOOD["unicode.txt"] = save(ESSAY.encode("utf-16"))
GOOD["BMW.txt"] = save("BMW 与 MZ：法官手记。".encode())
GOOD["printed.pdf"] = save(pdf(3))


@lambda make: GOOD.__setitem__("essay.docx", make)
def _essay(path: Path) -> None:
    document = docx.Document()
    document.add_heading("法之必行", 1)
    document.add_paragraph("天下之事，不难于立法，而难于法之必行。").add_run("重点").bold = True
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "姓名"
    table.cell(1, 1).text = "买买提·艾力"
    document.add_picture(io.BytesIO(encoded(painting(), "JPEG")), width=Cm(8))
    document.add_paragraph("𠮷𫖯𬘭")
    document.save(str(path))


@lambda make: GOOD.__setitem__("scan.pdf", make)
def _scan(path: Path) -> None:
    pages = [painting(600, 850) for _ in range(2)]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:])


GOOD["reviewed.docx"] = save(
    word(
        "<w:p><w:r><w:t>留下</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:del w:id="1" w:author="x"><w:r><w:delText>删去</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>添上</w:t></w:r></w:ins></w:p>'
    )
)
GOOD["linking.docx"] = save(
    word(
        '<w:p><w:hyperlink r:id="e1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        "<w:r><w:t>点此</w:t></w:r></w:hyperlink></w:p>",
        word___rels__document_dot_xml_dot_rels=(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="e1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
            'Target="javascript:alert(1)" TargetMode="External"/></Relationships>'
        ),
    )
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD["old.doc"] = (save(_OLE + bytes(600)), "old_office")
BAD["wps.docx"] = (save(_OLE + bytes(600)), "old_office")
BAD["locked.docx"] = (save(_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "encrypted")
BAD["rich.docx"] = (save(b"{\\rtf1\\ansi \\par}"), "rich_text")
BAD["macros.docx"] = (save(word(word__vbaProject_dot_bin=b"x")), "macros")
BAD["not-a-word.docx"] = (save(b"PK\x03\x04" + bytes(300)), "damaged")
BAD["half.docx"] = (save(word()[:400]), "damaged")
BAD["bomb.docx"] = (
    lambda path: path.write_bytes(word(word__media__image1_dot_png=bytes(60_000_000))) and None,
    "too_large_inside",
)
BAD["long-xml.docx"] = (
    lambda path: path.write_bytes(word(word__styles_dot_xml=bytes(13_000_000))) and None,
    "too_large_inside",
)
BAD["entities.docx"] = (
    save(word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", before='<!DOCTYPE d [<!ENTITY a "aaaa">]>')),
    "entities",
)
BAD["outside.docx"] = (
    save(word(before='<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
    "entities",
)
BAD["million-paragraphs.docx"] = (
    lambda path: path.write_bytes(word("<w:p/>" * 1_000_000)) and None,
    "too_many_parts",
)
BAD["deep.docx"] = (save(word("<w:p>" * 50_000 + "</w:p>" * 50_000)), "damaged")
BAD["broken-xml.docx"] = (save(word("<w:p><w:r>")), "damaged")
BAD["nothing.docx"] = (save(word("<w:p/>")), "no_text")
BAD["docx-called.pdf"] = (save(word()), "misnamed")


def _zip(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


BAD["photos.zip"] = (save(_zip(a_dot_jpg=b"x")), "archive")
BAD["open.odt"] = (save(_zip(mimetype=b"application/vnd.oasis.opendocument.text")), "other_office")
BAD["photos.rar"] = (save(b"Rar!\x1a\x07\x00" + bytes(60)), "archive")


@lambda make: BAD.__setitem__("table.xlsx", (make, "other_office"))
def _table(path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(path)


@lambda make: BAD.__setitem__("overlapping.docx", (make, "overlapping_parts"))
def _overlapping(path: Path) -> None:
    """Two directory entries that share one member's bytes."""
    data = word(word__one_dot_bin=b"x" * 100, word__two_dot_bin=b"x" * 100)
    first = data.find(b"word/one.bin") - 30
    entry = data.rfind(b"word/two.bin") - 46
    path.write_bytes(data[: entry + 42] + struct.pack("<I", first) + data[entry + 46 :])


@lambda make: BAD.__setitem__("many-parts.docx", (make, "too_many_parts"))
def _many_parts(path: Path) -> None:
    data = io.BytesIO(word())
    with zipfile.ZipFile(data, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"x/{number}", b"")
    path.write_bytes(data.getvalue())


@lambda make: BAD.__setitem__("lying-sizes.docx", (make, "damaged"))
def _lying_sizes(path: Path) -> None:
    """The directory says ten bytes; the member inflates to a million."""
    data = bytearray(word(word__big_dot_bin=bytes(1_000_000)))
    entry = data.rfind(b"word/big.bin") - 46
    struct.pack_into("<I", data, entry + 24, 10)
    path.write_bytes(bytes(data))


_ENCRYPT = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
    + b"41" * 32
    + b"> /U <"
    + b"42" * 32
    + b"> >> "
    b"/ID [<00> <00>] "
)
BAD["locked.pdf"] = (save(pdf(trailer=_ENCRYPT)), "encrypted")
BAD["half.pdf"] = (save(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"), "damaged")
BAD["501-pages.pdf"] = (save(pdf(501)), "too_many_pages")
BAD["archive-behind.pdf"] = (save(pdf() + _zip(a_dot_js=b"x")), "two_in_one")
BAD["flate-bomb.pdf"] = (
    save(pdf(content=zlib.compress(b"q " * 1000)).replace(b"/Length", b"/Broken /Length")[:200]),
    "damaged",
)
BAD["binary.txt"] = (save(bytes(range(256)) * 3), "unknown")
BAD["latin.txt"] = (save("Käse, Öl, Süß, Ärger, fünf".encode("latin-1") * 9), "unreadable_text")
BAD["blank.txt"] = (save("　 \n\n ".encode()), "no_text")
BAD["page.txt"] = (save(b"\n <html><body>x</body></html>"), "markup")
BAD["page-utf16.txt"] = (save("<html><script>x</script></html>".encode("utf-16")), "markup")
BAD["mail.txt"] = (save(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<b>x</b>"), "script")


GOOD["lecture.srt"] = save(SRT.encode())
GOOD["gbk.srt"] = save(SRT.replace("\n", "\r\n").encode("gb18030"))
GOOD["lecture.vtt"] = save(f"WEBVTT - 讲座\n\nNOTE 校对稿\n\n{SRT.replace(',', '.')}".encode())
BAD["no-times.srt"] = (save(f"{SRT}\n3\n没有时间\n".encode()), "bad_captions")
BAD["backwards.vtt"] = (save("WEBVTT\n\n00:03.000 --> 00:01.000\n字\n".encode()), "bad_captions")
BAD["no-cues.vtt"] = (save(b"WEBVTT\n\nNOTE nothing\n"), "no_text")
BAD["essay.srt"] = (save(ESSAY.encode()), "misnamed")
BAD["captions.txt"] = (save(SRT.encode()), "misnamed")
BAD["page.vtt"] = (save(b"<!doctype html><script>1</script>"), "markup")
