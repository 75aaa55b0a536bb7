"""Plain text, captions, or something that only looks like text: web pages, playlists, scripts. Also how text is decoded."""

import codecs
import re
from pathlib import Path

from media_library.ingest.limits import MEGA, TEXT_BYTES
from media_library.ingest.refused import Refused

_PLAYLIST = re.compile(
    r"#EXTM3U|ffconcat version|\[playlist\]|\[reference\]|\[InternetShortcut\]|<asx|<\?wpl|<smil|<MPD|#!\s*playlist"
    r"|v=0\r?\no=|# mpv EDL|FILE \".{1,300}\" (?:WAVE|MP3|BINARY)|(?:rtsp|rtmp|mms)://",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<\?xml|<!doctype|<!--|<(?:html|head|body|svg|script|iframe|xsl:|style|meta|title|div|table)\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"#!|<\?php|<\?=|<%|@echo off|MIME-Version:|From: .*\nTo: ", re.IGNORECASE)
_CAPTIONS = (
    ("vtt", re.compile(r"\s*WEBVTT(?:[ \t\r\n]|$)")),
    ("srt", re.compile(r"\s*\d{1,6}[ \t]*[\r\n]\s*(?:\d{1,3}:)?\d{1,2}:\d\d[,.]\d{1,3}[ \t]*-->")),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def require_plain(path: Path) -> str:
    """Which text it is, "txt", "srt" or "vtt". Raises Refused unless it is one that a person could have typed."""
    size = path.stat().st_size
    with path.open("rb") as file:
        data = file.read(TEXT_BYTES if size <= TEXT_BYTES else 4096)
    # Before decoding, since the rest of a page or playlist may be any bytes; after it, since UTF-16 hides it.
    _refuse_other_languages(data[:4096].removeprefix(codecs.BOM_UTF8).decode("latin-1"))
    if size > TEXT_BYTES:
        raise Refused("unknown" if b"\x00" in data else "too_long_text", limit=TEXT_BYTES // MEGA)
    start = decode(data).lstrip()[:4096]
    _refuse_other_languages(start)
    return next((code for code, pattern in _CAPTIONS if pattern.match(start)), "txt")


def _refuse_other_languages(text: str) -> None:
    """Raises Refused where the text begins as something that a program reads."""
    start = text.lstrip()
    for code, pattern in (("playlist", _PLAYLIST), ("markup", _MARKUP), ("script", _SCRIPT)):
        if pattern.match(start):
            raise Refused(code)


def decode(data: bytes) -> str:
    """The text: UTF-8, else UTF-16 with its mark (Windows' "Unicode"), else GB18030.

    Raises Refused("unknown") for what is no text, "unreadable_text" for an encoding that we do not know.
    """
    data = data.removesuffix(b"\x1a")  # DOS's mark of the end
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise Refused("unknown")
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            raise Refused("unknown")
        if encoding == "gb18030" and _is_guesswork(text):
            raise Refused("unreadable_text")
        return text
    raise Refused("unreadable_text")


def _is_guesswork(text: str) -> bool:
    """GB18030 decodes nearly any bytes. Real Chinese text keeps out of the private and unassigned areas."""
    strange = sum(
        1 for character in text if "\ue000" <= character <= "\uf8ff" or "\x80" <= character <= "\x9f"
    )
    return strange * 50 > len(text)
