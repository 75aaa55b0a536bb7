"""PDF by scanners, printers and word processors, and what a PDF can do besides."""

import io
import struct
import zlib

from PIL import Image

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import cmyk, jpeg, zipped
from tests.media_library.corpus_pictures import encoded, painting

TEXT = b"BT /F1 24 Tf 72 700 Td (Hanmo) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def assemble(
    objects: list[bytes], *, trailer: bytes = b"", version: bytes = b"1.7", offset: int = 0
) -> bytes:
    """The objects, numbered from 1 of which the first is the catalogue, with their table."""
    data, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % (place + offset) for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(data)


def page(
    *,
    catalogue: bytes = b"",
    entries: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    content: bytes = TEXT,
    content_entries: bytes = b"",
    resources: bytes = b"",
    more: tuple[bytes, ...] = (),
    **how: object,
) -> bytes:
    """A PDF of one page. Objects of one's own begin with number 6."""
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (box, resources, entries),
            stream(content, content_entries),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *more,
        ],
        **how,
    )  # fmt: skip


def picture(
    data: bytes,
    filter: bytes,
    width: int = 200,
    height: int = 150,
    *,
    colours: bytes = b"/DeviceRGB",
    bits: int = 8,
    more: bytes = b"",
) -> bytes:
    """A page that is one picture, as scanners make it."""
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent %d /Filter %s %s"
        % (width, height, colours, bits, filter, more)
    )
    return page(
        content=b"q 595 0 0 842 0 0 cm /I Do Q",
        resources=b"/XObject << /I 6 0 R >>",
        more=(stream(data, entries),),
    )


def group_4(width: int = 200, height: int = 150) -> bytes:
    """The bare fax lines of a TIFF."""
    data = io.BytesIO(encoded(painting(width, height, "1"), "TIFF", compression="group4"))
    tiff = Image.open(data)
    at, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return data.getvalue()[at : at + size]


def jbig2(width: int = 200, height: int = 150) -> bytes:
    """A generic region in the fax coding (MMR), as scanners' drivers write it."""
    info = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x01" + group_4(width, height)
    return (
        b"\0\0\0\0\x30\0\x01"
        + struct.pack(">I", len(info))
        + info
        + b"\0\0\0\x01\x26\0\x01"
        + struct.pack(">I", len(region))
        + region
    )


def modern() -> bytes:
    """Objects in a compressed stream and the table in another (PDF 1.5)."""
    inside = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return packed(inside)


def packed(inside: list[bytes], inflate: bytes | None = None) -> bytes:
    """Objects 1 … in an object stream; a content stream is the one after them."""
    head, body = b"", b""
    for number, each in enumerate(inside, start=1):
        head += b"%d %d " % (number, len(body))
        body += each + b"\n"
    content, holder, table = len(inside) + 1, len(inside) + 2, len(inside) + 3
    data, places = bytearray(b"%PDF-1.5\n"), {}
    for number, each in (
        (content, stream(TEXT)),
        (
            holder,
            stream(
                zlib.compress(inflate or head + body),
                b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inside), len(head)),
            ),
        ),
    ):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    rows = b"\0\0\0\0\0\0\xff" + b"".join(
        b"\x02" + struct.pack(">IH", holder, at) for at in range(len(inside))
    )
    rows += (
        b"".join(b"\x01" + struct.pack(">IH", places[number], 0) for number in (content, holder))
        + b"\x01"
        + struct.pack(">IH", start, 0)
    )
    data += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        stream(
            zlib.compress(rows),
            b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode" % (table + 1),
        ),
        start,
    )
    return bytes(data)


def grown() -> bytes:
    """Saved once more, by what was changed."""
    first = page()
    at = len(first)
    old = first.rfind(b"startxref\n")
    previous = int(first[old + 10 :].split()[0])
    changed = b"4 0 obj\n" + stream(TEXT.replace(b"Hanmo", b"Anew!")) + b"\nendobj\n"
    table = at + len(changed)
    return (
        first
        + changed
        + b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (at, previous, table)
    )


def locked(*, to_open: bool) -> bytes:
    """Under a password: needed to open it, or only to change it (RC4 of 40 bits, ISO 32000-1, 7.6.3)."""
    import hashlib

    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

    def rc4(key: bytes, data: bytes) -> bytes:
        state, j, out = list(range(256)), 0, bytearray()
        for i in range(256):
            j = (j + state[i] + key[i % len(key)]) & 255
            state[i], state[j] = state[j], state[i]
        i = j = 0
        for byte in data:
            i = (i + 1) & 255
            j = (j + state[i]) & 255
            state[i], state[j] = state[j], state[i]
            out.append(byte ^ state[(state[i] + state[j]) & 255])
        return bytes(out)

    user = (b"secret" if to_open else b"") + pad
    owner = rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], user[:32])
    rights, name = -44, b"0123456789abcdef"
    key = hashlib.md5(user[:32] + owner + struct.pack("<i", rights) + name).digest()[:5]
    code = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()[:10]
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >> /ID [<%s> <%s>] " % (
        rights,
        owner.hex().encode(),
        rc4(key, pad).hex().encode(),
        name.hex().encode(),
        name.hex().encode(),
    )
    return page(content=rc4(code, TEXT), trailer=trailer)


def many(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (each + 4) for each in range(number))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 3 0 R >>"
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (number, kids),
            stream(b"0 0 50 50 re f"),
            *[leaf] * number,
        ]
    )


def deep_tree(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (each + 3) for each in range(depth)]
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            *nodes,
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 99 99] >>" % (depth + 1),
        ]
    )


def action(kind: bytes) -> bytes:
    return page(catalogue=b"/OpenAction << %s >>" % kind)


def forms(depth: int) -> bytes:
    """Forms that draw each other ten times."""
    more = tuple(
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (7 + each),
        )
        for each in range(depth)
    )
    return page(
        content=b"/X Do",
        resources=b"/XObject << /X 6 0 R >>",
        more=(*more, stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")),
    )


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"q Q " * 250_000) for _ in range(size // 1_000_000)) + packer.flush()


_SCRIPT = b"/S /JavaScript /JS (app.alert\\(1\\))"
_EMBEDDED = (
    b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >>"
)
CASES = [
    good("one-page.pdf", written(page)),
    good("version-2.pdf", written(lambda: page(version=b"2.0"))),
    good("modern.pdf", written(modern)),
    good("saved-again.pdf", written(grown)),
    good("linearised.pdf", written(lambda: page().replace(b"%PDF-1.7\n", b"%PDF-1.7\n", 1))),
    good("jpeg-scan.pdf", written(lambda: picture(jpeg(200, 150), b"/DCTDecode"))),
    good("cmyk-scan.pdf", written(lambda: picture(cmyk(), b"/DCTDecode", 500, 350, colours=b"/DeviceCMYK"))),
    good("fax-scan.pdf", written(lambda: picture(group_4(), b"/CCITTFaxDecode", colours=b"/DeviceGray", bits=1, more=b"/DecodeParms << /K -1 /Columns 200 /Rows 150 >>"))),
    good("jbig2-scan.pdf", written(lambda: picture(jbig2(), b"/JBIG2Decode", colours=b"/DeviceGray", bits=1))),
    good("jpeg-2000-scan.pdf", written(lambda: picture(encoded(painting(200, 150), "JPEG2000"), b"/JPXDecode"))),
    good("flate-scan.pdf", written(lambda: picture(zlib.compress(painting(200, 150).tobytes()), b"/FlateDecode"))),
    good("sixty-scans.pdf", lambda path: painting(200, 280).save(path, "PDF", save_all=True, append_images=[painting(200, 280, "L")] * 59), slow=True),
    good("two-hundred-pages.pdf", written(lambda: many(200)), slow=True),
    good("turned-page.pdf", written(lambda: page(entries=b"/Rotate 90"))),
    good("handscroll-page.pdf", written(lambda: page(box=b"[0 0 14400 300]"))),
    good("link.pdf", written(lambda: page(entries=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (http://127.0.0.1:8099/canary) >> >>]"))),
    good("bookmarks.pdf", written(lambda: page(catalogue=b"/Outlines 6 0 R", more=(b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>", b"<< /Title (x) /Parent 6 0 R /Dest [3 0 R /Fit] >>")))),
    good("form.pdf", written(lambda: page(catalogue=b"/AcroForm << /Fields [6 0 R] >>", entries=b"/Annots [6 0 R]", more=(b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (x) /Rect [9 9 99 99] >>",)))),
    good("signed-by-the-owner.pdf", written(lambda: locked(to_open=False))),
    good("wrong-table.pdf", written(lambda: page(offset=7))),
    good("wrong-start.pdf", written(lambda: page().replace(b"startxref\n", b"startxref\n9"))),
    good("mark-before.pdf", written(lambda: b"\xef\xbb\xbf\r\n" + page(offset=5))),
    good("blanks-behind.pdf", written(lambda: page() + b"\n" * 2000)),
    good("open-at-page.pdf", written(lambda: page(catalogue=b"/OpenAction [3 0 R /Fit]"))),
    good("with-metadata.pdf", written(lambda: page(catalogue=b"/Metadata 6 0 R", more=(stream(b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>", b"/Type /Metadata /Subtype /XML"),)))),
    bad("locked-40.pdf", written(lambda: locked(to_open=True)), "encrypted"),
    bad("script.pdf", written(lambda: action(_SCRIPT)), "active_document"),
    bad("script-disguised.pdf", written(lambda: action(_SCRIPT.replace(b"/JavaScript", b"/J#61vaScript"))), "active_document"),
    bad("script-by-name.pdf", written(lambda: page(catalogue=b"/Names << /JavaScript << /Names [(a) << %s >>] >> >>" % _SCRIPT)), "active_document"),
    bad("script-packed.pdf", written(lambda: packed([b"<< /Type /Catalog /Pages 2 0 R /OpenAction << %s >> >>" % _SCRIPT, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R >>", b"null"])), "active_document"),
    bad("script-on-page.pdf", written(lambda: page(entries=b"/AA << /O << %s >> >>" % _SCRIPT)), "active_document"),
    bad("launch.pdf", written(lambda: action(b"/S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >>")), "active_document"),
    bad("launch-link.pdf", written(lambda: page(entries=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S/Launch /F (\\\\\\\\127.0.0.1\\\\x) >> >>]")), "active_document"),
    bad("program-inside.pdf", written(lambda: page(catalogue=_EMBEDDED, more=(stream(b"MZ\x90\0", b"/Type /EmbeddedFile"),))), "files_inside"),
    bad("film-inside.pdf", written(lambda: page(entries=b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]")), "active_document"),
    bad("form-of-xml.pdf", written(lambda: page(catalogue=b"/AcroForm << /Fields [] /XFA 6 0 R >>", more=(stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"),))), "active_document"),
    bad("six-hundred-pages.pdf", written(lambda: many(600)), "too_many_pages"),
    bad("no-pages.pdf", written(lambda: assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"])), "damaged"),
    bad("cut-in-half.pdf", written(lambda: (lambda data: data[: len(data) // 2])(many(30))), "damaged"),
    bad("cut-near-the-end.pdf", written(lambda: many(30)[:-300]), "damaged"),
    bad("only-a-head.pdf", written(lambda: b"%PDF-1.7\n"), "damaged"),
    bad("no-catalogue.pdf", written(lambda: page().replace(b"/Root 1 0 R", b"").replace(b"/Catalog", b"/Nothing")), "damaged"),
    bad("zip-behind.pdf", written(lambda: page() + zipped(**{"A.class": b"x"})), "two_in_one"),
    bad("script-behind.pdf", written(lambda: page() + b"<?php system('id'); ?>"), "two_in_one"),
    bad("page-before.pdf", written(lambda: b"<html><script>alert(1)</script></html>\n" + page(offset=39)), "markup"),
    bad("picture-called.pdf", written(jpeg), "misnamed"),
    either("giant-page.pdf", written(lambda: page(box=b"[0 0 1000000000 1000000000]"))),
    either("thin-page.pdf", written(lambda: page(box=b"[0 0 1000000 0.001]"))),
    either("page-inside-out.pdf", written(lambda: page(box=b"[595 842 0 0]"))),
    either("deep-tree.pdf", written(lambda: deep_tree(5_000))),
    either("circle.pdf", written(lambda: assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R] >>"]))),
    either("forms-in-forms.pdf", written(lambda: forms(12)), slow=True),
    either("form-in-itself.pdf", written(lambda: page(content=b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=(stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),)))),
    either("content-bomb.pdf", written(lambda: page(content=bomb(500_000_000), content_entries=b"/Filter /FlateDecode")), slow=True),
    either("picture-bomb.pdf", written(lambda: picture(zlib.compress(bytes(60_000 * 7_500)), b"/FlateDecode", 60_000, 60_000, colours=b"/DeviceGray", bits=1)), slow=True),
    either("object-bomb.pdf", written(lambda: packed([b"null"], inflate=b"1 0 " + bytes(400_000_000))), slow=True),
    either("filters-upon-filters.pdf", written(lambda: page(content=TEXT, content_entries=b"/Filter [%s]" % (b"/FlateDecode " * 400)))),
    either("to-another-file.pdf", written(lambda: action(b"/S /GoToR /F (canary.pdf) /D [0 /Fit]"))),
    either("sends-a-form.pdf", written(lambda: action(b"/S /SubmitForm /F (http://127.0.0.1:8099/canary)"))),
    either("picture-from-a-host.pdf", written(lambda: page(content=b"/I Do", resources=b"/XObject << /I 6 0 R >>", more=(b"<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /F << /FS /URL /F (http://127.0.0.1:8099/canary) >> /Length 0 >>\nstream\n\nendstream",)))),
]  # fmt: skip
