"""What is accepted: each format with its family, its media type and the endings that fit it."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """Which way a file takes through ingest and how it is shown."""

    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Format:
    """A format that is accepted.

    ``code`` is what is stored; ``noun`` is how sentences call it (a msgid); ``endings`` the first of which is the one
    we advise; ``demuxer`` is forced upon ffmpeg, which must never probe for itself.
    """

    code: str
    family: Family
    media_type: str
    noun: str
    endings: tuple[str, ...]
    demuxer: str = ""

    def __str__(self) -> str:
        return self.code


def _(noun: str) -> str:
    """Mark a noun for the catalogue; `refusals.explain` translates it when somebody reads."""
    return noun


_ISO_MEDIA = "mov"  # ffmpeg's demuxer for MP4, MOV and M4A alike

FORMATS = {
    each.code: each
    for each in (
        Format("jpeg", Family.PICTURE, "image/jpeg", _("a JPEG picture"), (".jpg", ".jpeg", ".jpe", ".jfif")),
        Format("png", Family.PICTURE, "image/png", _("a PNG picture"), (".png",)),
        Format("webp", Family.PICTURE, "image/webp", _("a WebP picture"), (".webp",)),
        Format("gif", Family.PICTURE, "image/gif", _("a GIF picture"), (".gif",)),
        Format("tiff", Family.PICTURE, "image/tiff", _("a TIFF picture"), (".tif", ".tiff")),
        Format("heic", Family.PICTURE, "image/heic", _("a HEIC picture"), (".heic", ".heif", ".hif")),
        # Recorders and telephones write all three under any of these endings: one container, one parser.
        Format(
            "mp4",
            Family.VIDEO,
            "video/mp4",
            _("an MP4 video"),
            (".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2"),
            _ISO_MEDIA,
        ),
        Format(
            "mov",
            Family.VIDEO,
            "video/quicktime",
            _("a MOV video"),
            (".mov", ".qt", ".mp4", ".m4v"),
            _ISO_MEDIA,
        ),
        Format("m4a", Family.AUDIO, "audio/mp4", _("an M4A recording"), (".m4a", ".m4b", ".mp4"), _ISO_MEDIA),
        Format("mkv", Family.VIDEO, "video/x-matroska", _("an MKV video"), (".mkv",), "matroska"),
        Format("webm", Family.VIDEO, "video/webm", _("a WebM video"), (".webm",), "matroska"),
        # What older cameras, tape decks and GB/T 18894 know; all of it is encoded once for browsers.
        Format("avi", Family.VIDEO, "video/x-msvideo", _("an AVI video"), (".avi",), "avi"),
        Format("mpg", Family.VIDEO, "video/mpeg", _("an MPG video"), (".mpg", ".mpeg", ".vob"), "mpeg"),
        Format("ts", Family.VIDEO, "video/mp2t", _("an MPEG-TS video"), (".ts", ".mts", ".m2ts"), "mpegts"),
        Format("flv", Family.VIDEO, "video/x-flv", _("an FLV video"), (".flv",), "flv"),
        Format("flac", Family.AUDIO, "audio/flac", _("a FLAC recording"), (".flac",), "flac"),
        Format(
            "ogg", Family.AUDIO, "audio/ogg", _("an Ogg recording"), (".ogg", ".oga", ".opus", ".ogv"), "ogg"
        ),
        Format("mp3", Family.AUDIO, "audio/mpeg", _("an MP3 recording"), (".mp3",), "mp3"),
        Format("wav", Family.AUDIO, "audio/wav", _("a WAV recording"), (".wav",), "wav"),
        Format("pdf", Family.DOCUMENT, "application/pdf", _("a PDF document"), (".pdf",)),
        Format(
            "docx",
            Family.DOCUMENT,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _("a Word document"),
            (".docx",),
        ),
        Format("txt", Family.DOCUMENT, "text/plain", _("a plain text"), (".txt", ".csv", ".md")),
        Format("srt", Family.DOCUMENT, "application/x-subrip", _("a caption file (SRT)"), (".srt",)),
        Format("vtt", Family.DOCUMENT, "text/vtt", _("a caption file (WebVTT)"), (".vtt",)),
    )
}

#: Every ending that some accepted format has; for the file field's ``accept`` and for the call's rules.
ENDINGS = tuple(sorted({ending for each in FORMATS.values() for ending in each.endings}))
