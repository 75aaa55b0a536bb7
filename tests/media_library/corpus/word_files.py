"""Word documents by Word, WPS and LibreOffice, and archives that only play the part."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import jpeg
from tests.media_library.corpus_documents import word
from tests.media_library.corpus_pictures import encoded, painting

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "<w:p><w:r><w:t>天下之事，不难于立法。</w:t></w:r></w:p>"


def relationships(*rows: tuple[str, str, bool]) -> str:
    """(kind, target, whether outside) as a part of relationships, named r1, r2 …"""
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for at, (kind, target, outside) in enumerate(rows, start=1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELS}">{inside}</Relationships>'


def linked(kind: str, target: str, body: str = TEXT, part: str = "document") -> bytes:
    """A document with one relationship that leads elsewhere."""
    return word(body, **{f"word___rels__{part}_dot_xml_dot_rels": relationships((kind, target, True))})


def archive(
    members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, data: bytes | None = None
) -> bytes:
    """These members, behind those of ``data``."""
    file = io.BytesIO(data or b"")
    with zipfile.ZipFile(file, "a" if data else "w", method) as writer:
        for name, content in members.items():
            writer.writestr(zipfile.ZipInfo(name) if name.startswith("/") else name, content, method)
    return file.getvalue()


def with_members(members: dict[str, bytes], body: str = TEXT) -> bytes:
    return archive(members, data=word(body))


def rich(path: Path) -> None:
    """Headings, lists, tables, a header, a footer, breaks and two pictures."""
    document = docx.Document()
    document.core_properties.author = "买买提·艾力"
    document.add_heading("党课讲稿", 0)
    for style in ("List Bullet", "List Number", "Quote", "Normal"):
        document.add_paragraph("法之必行", style=style)
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    table = document.add_table(3, 3, "Table Grid")
    table.cell(0, 0).merge(table.cell(0, 2)).text = "合并"
    document.add_page_break()
    for format in ("JPEG", "PNG"):
        document.add_picture(io.BytesIO(encoded(painting(200, 150), format)))
    document.save(str(path))


def strict() -> bytes:
    """ISO 29500 strict, as Word can save."""
    return _replaced(
        word(TEXT),
        {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        },
    )


def _replaced(data: bytes, changes: dict[bytes, bytes], names: dict[str, str] | None = None) -> bytes:
    old, new = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as writer:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.items():
                content = content.replace(before, after)
            writer.writestr((names or {}).get(name, name), content)
    return new.getvalue()


def by_word_online() -> bytes:
    """Its main part is called document2.xml."""
    return _replaced(
        word(TEXT), {b"word/document.xml": b"word/document2.xml"}, {"word/document.xml": "word/document2.xml"}
    )


def streamed() -> bytes:
    """Sizes behind the data, as programs write that cannot seek; ZIP64 where they do not know."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += data
            return len(data)

    pipe, old = Pipe(), zipfile.ZipFile(io.BytesIO(word(TEXT)))
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as writer:
        for name in old.namelist():
            with writer.open(name, "w", force_zip64=True) as member:
                member.write(old.read(name))
    return bytes(pipe.data)


def utf16() -> bytes:
    body = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{TEXT}</w:body></w:document>'
    data = zipfile.ZipFile(io.BytesIO(word(TEXT)))
    return archive(
        {
            name: body.encode("utf-16") if name == "word/document.xml" else data.read(name)
            for name in data.namelist()
        }
    )


def utf16_entities(encoding: str) -> bytes:
    body = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'
    data = zipfile.ZipFile(io.BytesIO(word(TEXT)))
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    return archive(
        {
            name: mark + body.encode(encoding) if name == "word/document.xml" else data.read(name)
            for name in data.namelist()
        }
    )


def with_flag(bits: int) -> bytes:
    """Every member marked so: 1 is encrypted."""
    data = bytearray(word(TEXT))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= bits
            start = data.find(mark, start + 4)
    return bytes(data)


def links_as_files() -> bytes:
    """A member that is a symbolic link."""
    file = io.BytesIO(word(TEXT))
    with zipfile.ZipFile(file, "a") as writer:
        link = zipfile.ZipInfo("word/media/image1.png")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        writer.writestr(link, "/etc/passwd")
    return file.getvalue()


def quoted_overlap(number: int = 200) -> bytes:
    """Members that all share one kernel of zeros, each quoting the headers of those behind it (Fifield)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(2_000_000)) + kernel.flush()
    crc = zlib.crc32(bytes(2_000_000))
    start = archive({}, data=word(TEXT))
    end = start.rfind(b"PK\x05\x06")
    directory_at = int.from_bytes(start[end + 16 : end + 20], "little")
    local = (
        struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(packed), 2_000_000, 1, 0)
        + b"k"
        + packed
    )
    entries = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII",
            0x02014B50,
            20,
            20,
            0,
            8,
            0,
            0,
            crc,
            len(packed),
            2_000_000,
            4,
            0,
            0,
            0,
            0,
            0,
            directory_at,
        )
        + b"%04d" % at
        for at in range(number)
    )
    body = start[:directory_at] + local
    directory = start[directory_at:end] + entries
    count = int.from_bytes(start[end + 10 : end + 12], "little") + number
    return (
        body
        + directory
        + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), len(body), 0)
    )


def field(words: str) -> str:
    """A field with this instruction."""
    kinds = [("begin", ""), ("", words), ("separate", ""), ("end", "")]
    runs = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        if kind
        else f"<w:r><w:instrText>{said}</w:instrText></w:r>"
        for kind, said in kinds
    )
    return f"<w:p>{runs}</w:p>{TEXT}"


def packaged(name: str = "setup.exe") -> bytes:
    """An OLE object of Windows' packager with a program in it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "\x01Ole10Native".encode("utf-16-le").ljust(64, b"\0")
        + bytes(440)
        + name.encode()
        + b"\0MZ\x90\0"
        + bytes(300)
    )


def typed(kind: str) -> bytes:
    """The main part of another content type."""
    return _replaced(
        word(TEXT), {b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": kind.encode()}
    )


def nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = archive({"inside.zip": data})
    return data


def bomb(size: int) -> bytes:
    file = io.BytesIO(word(TEXT))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as writer,
        writer.open("word/media/image1.bmp", "w", force_zip64=True) as member,
    ):
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return file.getvalue()


def xml_bomb(text: str) -> bytes:
    return word(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)
_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_VML = '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
_DRAWN = f'<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback>{_VML[10:-12]}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
CASES = [
    good("by-word.docx", rich),
    good("strict.docx", written(strict)),
    good("by-word-online.docx", written(by_word_online)),
    good("streamed.docx", written(streamed)),
    good("utf-16.docx", written(utf16)),
    good("text-box.docx", written(lambda: word(_VML + TEXT))),
    good("shapes.docx", written(lambda: word(_DRAWN + TEXT))),
    good("footnotes.docx", written(lambda: word(TEXT.replace("</w:r></w:p>", '</w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), word__footnotes_dot_xml=f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">{TEXT}</w:footnote></w:footnotes>', word___rels__document_dot_xml_dot_rels=relationships(("footnotes", "footnotes.xml", False))))),
    good("tracked.docx", written(lambda: word(f'<w:p><w:ins w:id="1" w:author="甲"><w:r><w:t>添</w:t></w:r></w:ins><w:del w:id="2" w:author="乙"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>{TEXT}'))),
    good("comments.docx", written(lambda: word('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>字</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>', word__comments_dot_xml='<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>', word___rels__document_dot_xml_dot_rels=relationships(("comments", "comments.xml", False))))),
    good("drawing-leftovers.docx", written(lambda: with_members({"word/diagrams/data1.xml": b"<dgm:dataModel xmlns:dgm='x'/>", "word/charts/chart1.xml": b"<c:chart xmlns:c='x'/>"}))),
    good("equation.docx", written(lambda: with_members({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Equation Native".encode("utf-16-le") + bytes(500)}))),
    good("sheet-inside.docx", written(lambda: with_members({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": archive({"xl/workbook.xml": b"<x/>"})}))),
    good("only-a-picture.docx", lambda path: _only_picture(path)),
    good("windows-drawing.docx", written(lambda: with_members({"word/media/image1.wmf": b"\xd7\xcd\xc6\x9a" + bytes(80), "word/media/image2.emf": bytes(200)}))),
    good("hundred-hyperlinks.docx", written(lambda: word(TEXT, word___rels__document_dot_xml_dot_rels=relationships(*[("hyperlink", f"https://example.com/{at}", True) for at in range(100)])))),
    good("linked-picture.docx", written(lambda: linked("image", "http://127.0.0.1:8099/canary.png"))),
    good("template-of-its-own-machine.docx", written(lambda: linked("attachedTemplate", "file:///C:\\Users\\liu\\模板\\公文.dotx", part="settings"))),
    good("picture-field.docx", written(lambda: word(field('INCLUDEPICTURE "http://127.0.0.1:8099/canary.png" \\* MERGEFORMATINET')))),
    good("contents-field.docx", written(lambda: word(field('TOC \\o "1-3" \\h')))),
    good("control-from-a-page.docx", written(lambda: with_members({"word/activeX/activeX1.xml": b"<ax:ocx xmlns:ax='x'/>", "word/activeX/activeX1.bin": bytes(64)}))),
    good("thumbnail-and-fonts.docx", written(lambda: with_members({"docProps/thumbnail.jpeg": jpeg(90, 120), "word/fonts/font1.odttf": bytes(range(256)) * 40, "customXml/item1.xml": b"<b:Sources xmlns:b='x'/>"}))),
    good("folders.docx", written(lambda: with_members({"word/": b"", "word/media/": b""}))),
    good("stored.docx", written(lambda: (lambda old: archive({name: old.read(name) for name in old.namelist()}, zipfile.ZIP_STORED))(zipfile.ZipFile(io.BytesIO(word(TEXT)))))),
    good("long.docx", written(lambda: word("<w:p><w:r><w:t>法之必行，必自贵者始。</w:t></w:r></w:p>" * 6_000))),
    good("commented-archive.docx", written(lambda: word(TEXT)[:-2] + b"\x05\0hello")),
    bad("macro-renamed.docx", written(lambda: with_members({"word/vbaProject.bin": b"x", "word/vbaData.xml": b"<x/>"})), "macros"),
    bad("macro-type.docx", written(lambda: typed("vnd.ms-word.document.macroEnabled.main+xml")), "macros"),
    bad("macro-template.docx", written(lambda: typed("vnd.ms-word.template.macroEnabledTemplate.main+xml")), "macros"),
    bad("macro.docm", written(lambda: with_members({"word/vbaProject.bin": b"x"})), "macros"),
    bad("macro-elsewhere.docx", written(lambda: with_members({"customUI/VBAPROJECT.BIN": b"x"})), "macros"),
    bad("no-macro.docm", written(lambda: word(TEXT)), "misnamed"),
    bad("template-from-a-host.docx", written(lambda: linked("attachedTemplate", "http://127.0.0.1:8099/canary.dotm", part="settings")), "leads_elsewhere"),
    bad("template-from-a-share.docx", written(lambda: linked("attachedTemplate", "file://///127.0.0.1/share/x.dotm", part="settings")), "leads_elsewhere"),
    bad("object-from-a-host.docx", written(lambda: linked("oleObject", "mhtml:http://127.0.0.1:8099/side.html!x-usc:http://127.0.0.1:8099/side.html")), "leads_elsewhere"),
    bad("frame-from-a-host.docx", written(lambda: linked("frame", "http://127.0.0.1:8099/canary.rtf", part="webSettings")), "leads_elsewhere"),
    bad("part-from-a-host.docx", written(lambda: linked("subDocument", "\\\\127.0.0.1\\share\\x.docx")), "leads_elsewhere"),
    bad("chunk-from-a-host.docx", written(lambda: linked("aFChunk", "https://127.0.0.1:8099/canary.html")), "leads_elsewhere"),
    bad("dde.docx", written(lambda: word(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"'))), "active_document"),
    bad("dde-in-pieces.docx", written(lambda: word(field('DDE</w:instrText></w:r><w:r><w:instrText>AUTO excel "x"'))), "active_document"),
    bad("dde-simple.docx", written(lambda: word(f'<w:p><w:fldSimple w:instr=\' DDE "cmd" "/c calc" \'/></w:p>{TEXT}')), "active_document"),
    bad("program-inside.docx", written(lambda: with_members({"word/embeddings/oleObject1.bin": packaged()})), "files_inside"),
    bad("climbing.docx", written(lambda: with_members({"../../../tmp/canary": b"x"})), "strange_parts"),
    bad("climbing-windows.docx", written(lambda: with_members({"..\\..\\canary": b"x"})), "strange_parts"),
    bad("absolute.docx", written(lambda: with_members({"/etc/canary": b"x"})), "strange_parts"),
    bad("drive.docx", written(lambda: with_members({"C:/canary": b"x"})), "strange_parts"),
    bad("symbolic-link.docx", written(links_as_files), "strange_parts"),
    bad("twice.docx", written(lambda: _twice()), "overlapping_parts"),
    bad("quoted-overlap.docx", written(quoted_overlap), "overlapping_parts"),
    bad("encrypted-members.docx", written(lambda: with_flag(1)), "encrypted"),
    bad("bomb-400-mb.docx", written(lambda: bomb(400_000_000)), "too_large_inside"),
    bad("laughs.docx", written(lambda: word("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", before=_LAUGHS)), "entities"),
    bad("quadratic.docx", written(lambda: word("<w:p><w:r><w:t>" + "&a;" * 50_000 + "</w:t></w:r></w:p>", before=f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>')), "entities"),
    bad("outside-host.docx", written(lambda: word(before='<!DOCTYPE d SYSTEM "http://127.0.0.1:8099/canary.dtd">')), "entities"),
    bad("outside-parameter.docx", written(lambda: word(before='<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>')), "entities"),
    bad("entities-in-properties.docx", written(lambda: with_members({"docProps/core.xml": b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:canary.txt">]><d>&a;</d>'})), "entities"),
    bad("entities-in-relationships.docx", written(lambda: with_members({"word/_rels/settings.xml.rels": b'<!DOCTYPE d [<!ENTITY a "x">]><d/>'})), "entities"),
    bad("entities-under-another-name.docx", written(lambda: with_members({"word/evil.dat": b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:canary.txt">]><d>&a;</d>'})), "entities"),
    bad("entities-utf-16-le.docx", written(lambda: utf16_entities("utf-16-le")), "entities"),
    bad("entities-utf-16-be.docx", written(lambda: utf16_entities("utf-16-be")), "entities"),
    bad("utf-7.docx", written(lambda: _replaced(word(TEXT), {b'<?xml version="1.0"?><w:document': b'<?xml version="1.0" encoding="UTF-7"?><w:document'})), "damaged"),
    bad("no-main-part.docx", written(lambda: archive({"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"})), "other_office"),
    bad("slides.pptx", written(lambda: archive({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"})), "other_office"),
    bad("slides-called.docx", written(lambda: archive({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"})), "other_office"),
    bad("archive-called.docx", written(lambda: archive({"a.jpg": jpeg()})), "archive"),
    bad("nested.zip", written(lambda: nested(20)), "archive"),
    bad("empty-archive.docx", written(lambda: b"PK\x05\x06" + bytes(18)), "archive"),
    bad("self-extracting.docx", written(lambda: b"MZ\x90\0" + bytes(300) + word(TEXT)), "script"),
    bad("something-before.docx", written(lambda: b"<html>" + word(TEXT)), "markup"),
    bad("something-behind.docx", written(lambda: word(TEXT) + bytes(70_000)), "damaged"),
    bad("broken-deflate.docx", written(lambda: (lambda data: data[:60] + b"\xff" * 40 + data[100:])(word(TEXT))), "damaged"),
    bad("bad-checksum.docx", written(lambda: _bad_checksum()), "damaged"),
    bad("lzma.docx", written(lambda: archive({"word/x.xml": b"<x/>" * 500}, zipfile.ZIP_LZMA, word(TEXT))), "damaged"),
    bad("directory-beyond.docx", written(lambda: word(TEXT)[:-6] + struct.pack("<IH", 0x7FFFFFF0, 0)), "damaged"),
    bad("million-runs.docx", written(lambda: word("<w:p>" + "<w:r/>" * 1_100_000 + "</w:p>")), "too_many_parts"),
    either("long-attribute.docx", written(lambda: word(f'<w:p w:x="{"a" * 9_000_000}"/>{TEXT}')), slow=True),
    either("deep-tables.docx", written(lambda: word("<w:tbl><w:tr><w:tc>" * 300 + TEXT + "</w:tc></w:tr></w:tbl>" * 300 + TEXT))),
    either("picture-bomb-inside.docx", lambda path: _picture_bomb(path)),
    either("relationships-in-a-circle.docx", written(lambda: word(TEXT, word___rels__document_dot_xml_dot_rels=relationships(("styles", "document.xml", False), ("numbering", "document.xml", False))))),
]  # fmt: skip


def _only_picture(path: Path) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(encoded(painting(200, 150), "PNG")))
    document.save(str(path))


def _picture_bomb(path: Path) -> None:
    from tests.media_library.corpus.png import flat

    document = docx.Document()
    document.add_paragraph("字")
    document.add_picture(io.BytesIO(flat(20_000, 20_000)), width=9_000_000)
    document.save(str(path))


def _twice() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return archive({"word/document.xml": b"<x/>"}, data=word(TEXT))


def _bad_checksum() -> bytes:
    data = bytearray(word(TEXT))
    at = data.rfind(b"word/document.xml") - 46 + 16
    data[at] ^= 0xFF
    return bytes(data)
