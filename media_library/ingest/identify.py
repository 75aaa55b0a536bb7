"""What a file is, by its bytes alone; its name must then fit. Pure reading, bounded, no parser."""

from pathlib import Path, PurePosixPath

from media_library.ingest import sniff_text, sniff_zip
from media_library.ingest.formats import FORMATS, Format
from media_library.ingest.polyglots import hidden_in
from media_library.ingest.refused import Refusal, Refused

HEAD = 4096
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF_BRANDS = {b"mif1", b"msf1", b"mif2", b"miaf"}
_PLAIN_STARTS = {
    b"%PDF-": "pdf",
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"FLV\x01": "flv",
    b"\x00\x00\x01\xba": "mpg",
}
_QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}

#: Formats that are well known and not taken, so that the sentence can name what helps.
_TURNED_AWAY: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office", ""),
    (b"{\\rtf", "rich_text", ""),
    (b"%!PS", "postscript", ""),
    (b"\xc5\xd0\xd3\xc6", "postscript", ""),
    (b"\x04%!PS", "postscript", ""),
    (b"MZ", "script", ""),
    (b"\x7fELF", "script", ""),
    (b"\xca\xfe\xba\xbe", "script", ""),
    (b"#!", "script", ""),
    (b"Rar!\x1a\x07", "archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "archive", ""),
    (b"\x1f\x8b", "archive", ""),
    (b"BZh", "archive", ""),
    (b"\xfd7zXZ\x00", "archive", ""),
    (b"\x28\xb5\x2f\xfd", "archive", ""),
    (b"BM", "other_picture", "BMP"),
    (b"8BPS", "other_picture", "PSD"),
    (b"\x00\x00\x01\x00", "other_picture", "ICO"),
    (b"\x00\x00\x00\x0cjP  ", "other_picture", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "other_picture", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL ", "other_picture", "JPEG XL"),
    (b"\xff\x0a", "other_picture", "JPEG XL"),
    (b"AT&TFORM", "other_picture", "DjVu"),
    (b"gimp xcf", "other_picture", "XCF"),
    (b"FUJIFILMCCD-RAW", "raw_photograph", ""),
    (b"IIRO", "raw_photograph", ""),
    (b"IIRS", "raw_photograph", ""),
    (b"IIU\x00", "raw_photograph", ""),
    (b"0&\xb2u\x8ef\xcf\x11", "other_recording", "WMV"),
    (b".RMF", "other_recording", "RealMedia"),
    (b"#!AMR", "other_recording", "AMR"),
    (b"FORM", "other_recording", "AIFF"),
)


def identify(path: Path, name: str) -> Format | Refusal:
    """The format of the file at ``path``, or why it is not taken.

    ``name`` is what the sender called it; only its ending counts, and only against what the bytes say.
    """
    try:
        found = _as_sound(FORMATS[_by_bytes(path)], name)
        _must_fit(found, name)
        if hidden := hidden_in(path, found):
            raise Refused("two_in_one", found=found.noun, hidden=hidden)
    except Refused as refused:
        return refused.refusal
    return found


def _by_bytes(path: Path) -> str:
    """The code of the format. Raises Refused for everything that we do not take."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head:
            raise Refused("empty")
        if code := _by_signature(head):
            return code
        # #!AMR begins like a script, so the longer signatures are asked first.
        for signature, refusal, found in sorted(_TURNED_AWAY, key=lambda row: -len(row[0])):
            if signature.isalnum() and b"\x00" not in head:
                continue  # "BM" may begin a text
            if head.startswith(signature):
                _explain_office(refusal, path)
                raise Refused(refusal, **({"found": found} if found else {}))
        if head[:2] == b"PK":
            sniff_zip.require_docx(path)
            return "docx"
        if _is_mp3(head, path):
            return "mp3"
    return sniff_text.require_plain(path)


def _by_signature(head: bytes) -> str:
    if head[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if head[:4] in (b"RIFF", b"RF64"):
        return _riff(head)
    if head[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        if head[8:10] == b"CR":
            raise Refused("raw_photograph")
        return "tiff"
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if head[4:8] in _QUICKTIME_ATOMS and head[0] == 0:
        return "mov"
    if head[:4] == b"\x1aE\xdf\xa3":
        return _matroska(head)
    if _is_transport_stream(head):
        return "ts"
    return next((code for start, code in _PLAIN_STARTS.items() if head.startswith(start)), "")


def _is_transport_stream(head: bytes) -> bool:
    """Packets of 188 bytes that each begin with 0x47, in camcorders' files with four bytes before each (M2TS)."""
    return any(
        len(head) > start + 3 * packet and all(head[start + at * packet] == 0x47 for at in range(4))
        for start, packet in ((0, 188), (4, 192))
    )


def _riff(head: bytes) -> str:
    kind = head[8:12]
    if kind == b"WEBP":
        return "webp"
    if kind == b"WAVE":
        return "wav"
    if kind == b"AVI ":
        return "avi"
    raise Refused("unknown")


def _iso_media(head: bytes) -> str:
    """Which of the many formats in ISO boxes it is, by major brand first, then by the compatible ones."""
    length = min(max(int.from_bytes(head[:4], "big"), 16), 512)
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, length - 3, 4)}
    if major in (b"avif", b"avis") or (major in _HEIF_BRANDS and b"avif" in brands):
        raise Refused("other_picture", found="AVIF")
    if major in _HEIC_BRANDS or (major in _HEIF_BRANDS and brands & _HEIC_BRANDS):
        return "heic"
    if major in _HEIF_BRANDS:
        raise Refused("other_picture", found="HEIF")
    if major == b"crx ":
        raise Refused("raw_photograph")
    if major in (b"jp2 ", b"jpx ", b"jxl "):
        raise Refused("other_picture", found="JPEG 2000" if major != b"jxl " else "JPEG XL")
    if major == b"qt  ":
        return "mov"
    if major in (b"M4A ", b"M4B ", b"M4P "):
        return "m4a"
    return "mp4"


def _matroska(head: bytes) -> str:
    # The DocType element (0x4282) stands in the EBML header, within its first few dozen bytes.
    header = head[:256]
    if b"\x42\x82" in header and b"webm" in header:
        return "webm"
    if b"\x42\x82" in header and b"matroska" in header:
        return "mkv"
    raise Refused("unknown")


def _is_mp3(head: bytes, path: Path) -> bool:
    """Whether MPEG layer III frames follow each other, after an ID3 tag where there is one."""
    start = 0
    if head[:3] == b"ID3" and len(head) >= 10 and max(head[6:10]) < 0x80:
        size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        start = 10 + size + (10 if head[5] & 0x10 else 0)
    with path.open("rb") as file:
        file.seek(start)
        frames = file.read(HEAD).lstrip(b"\x00") if start else head
    first = _mp3_frame_length(frames)
    if not first:
        return False
    return len(frames) <= first + 4 or _mp3_frame_length(frames[first:]) > 0


_MP3_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG-1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG-2 and 2.5
}


def _mp3_frame_length(data: bytes) -> int:
    """The length in bytes of the layer III frame that ``data`` begins with; 0 where there is none (ISO 11172-3)."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0 or data[1] & 0x06 != 0x02:
        return 0
    version, rate, speed = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or speed == 3:
        return 0
    hertz = (44_100, 48_000, 32_000)[speed] >> {3: 0, 2: 1, 0: 2}[version]
    samples = 144 if version == 3 else 72
    return samples * _MP3_KBITS[version == 3][rate] * 1000 // hertz + (data[2] >> 1 & 1)


def _explain_office(refusal: str, path: Path) -> None:
    """An OLE file is an old Office document, or a new one under a password: the cure differs."""
    if refusal != "old_office":
        return
    with path.open("rb") as file:
        if "EncryptedPackage".encode("utf-16-le") in file.read(2_000_000):
            raise Refused("encrypted")


def _as_sound(found: Format, name: str) -> Format:
    """Recorders brand their M4A like a video; whether it has pictures is seen when its tracks are read."""
    m4a = FORMATS["m4a"]
    return m4a if found.demuxer == m4a.demuxer and _ending(name) in (".m4a", ".m4b") else found


def _ending(name: str) -> str:
    return PurePosixPath(name.strip().rstrip(".")).suffix.lower()


def _must_fit(found: Format, name: str) -> None:
    """Raises Refused, with the ending to give it, where the name's ending belongs to something else."""
    ending = _ending(name)
    if ending in found.endings:
        return
    if not ending:
        raise Refused("unnamed", found=found.noun, right=found.endings[0])
    raise Refused("misnamed", ending=ending[:20], found=found.noun, right=found.endings[0])
