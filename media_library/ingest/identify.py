"""What a file is, by its bytes alone; its name must then fit. Pure reading, bounded, no parser."""

from pathlib import Path, PurePosixPath

from media_library.ingest import sniff_sound, sniff_text, sniff_zip
from media_library.ingest.formats import FORMATS, Format
from media_library.ingest.polyglots import hidden_in
from media_library.ingest.raw_photographs import ENDINGS as RAW_ENDINGS
from media_library.ingest.raw_photographs import is_raw
from media_library.ingest.refused import Refusal, Refused
from media_library.ingest.turned_away import turn_away

HEAD = 4096
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF_BRANDS = {b"mif1", b"msf1", b"mif2", b"miaf"}
_PLAIN_STARTS = {
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"FLV\x01": "flv",
    b"\x00\x00\x01\xba": "mpg",
}
_TEXT_ENDINGS = {ending for code in ("txt", "srt", "vtt") for ending in FORMATS[code].endings}
_QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def identify(path: Path, name: str) -> Format | Refusal:
    """The format of the file at ``path``, or why it is not taken.

    ``name`` is what the sender called it; only its ending counts, and only against what the bytes say.
    """
    try:
        found = _as_sound(FORMATS[_by_bytes(path)], name)
        if found.code == "tiff" and (_ending(name) in RAW_ENDINGS or is_raw(path)):
            raise Refused("raw_photograph")
        _must_fit(found, name)
        if hidden := hidden_in(path, found):
            raise Refused("two_in_one", found=found.noun, hidden=hidden)
    except Refused as refused:
        if refused.refusal.code == "unreadable_text" and _ending(name) not in _TEXT_ENDINGS:
            return Refusal("unknown")  # bytes that would be a strange text are no picture in a strange coding
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
        turn_away(head, path)
        if head[:2] == b"PK":
            sniff_zip.require_docx(path)
            return "docx"
        if code := sniff_sound.sound_without_container(head, file):
            return code
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
    if head.lstrip(b"\xef\xbb\xbf\x00\t\r\n ").startswith(
        b"%PDF-"
    ):  # scanners put a line or a mark before it
        return "pdf"
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
