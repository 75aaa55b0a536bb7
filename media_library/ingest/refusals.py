"""The sentence for each refusal, in the language of whoever reads it. Codes and parameters are what is stored."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.ingest.refused import Refusal

ACCEPTED = gettext_lazy(
    "Accepted are pictures (JPEG, PNG, TIFF, WebP, GIF, HEIC), video (MP4, MOV, AVI, MPG, TS, FLV, MKV, WebM), "
    "sound (MP3, M4A, WAV, FLAC, Ogg) and texts (DOCX, PDF, TXT; "
    "beside a recording captions, SRT or VTT)."
)

SENTENCES = {
    # What it is
    "empty": gettext_lazy("The file is empty (0 bytes). Check it on your own machine and send it again."),
    "unknown": gettext_lazy("We cannot tell what kind of file this is."),
    "misnamed": gettext_lazy(
        "The name ends in “%(ending)s”, but the file is %(found)s. "
        "Rename it so that it ends in “%(right)s” and send it again."
    ),
    "unnamed": gettext_lazy(
        "The name has no ending that we know, but the file is %(found)s. "
        "Rename it so that it ends in “%(right)s” and send it again."
    ),
    "playlist": gettext_lazy("This is a playlist that points to other files. Send the recording itself."),
    "markup": gettext_lazy(
        "This is a web page or drawing in markup (HTML, SVG or XML), which may contain scripts."
    ),
    "script": gettext_lazy("This is a program or script, which is never accepted."),
    "postscript": gettext_lazy("This is PostScript or EPS. Export it as PDF or TIFF."),
    "two_in_one": gettext_lazy(
        "The file is %(found)s, but another file (%(hidden)s) is hidden in it. Open it, save it anew and send that."
    ),
    "old_office": gettext_lazy(
        "This is an old Office or WPS file (.doc, .wps, .xls or .ppt). Save it as .docx or .pdf and send that."
    ),
    "other_office": gettext_lazy(
        "This is a spreadsheet, slides, an OpenDocument or an OFD file. "
        "Save it as .pdf (a text as .docx) and send that."
    ),
    "rich_text": gettext_lazy("This is a rich text file (RTF). Save it as .docx and send that."),
    "macros": gettext_lazy("This document contains macros. Save it as .docx without macros and send that."),
    "encrypted": gettext_lazy(
        "The document is protected by a password. Remove the password and send it again."
    ),
    "archive": gettext_lazy("This is an archive. Unpack it and send the files in it one by one."),
    "raw_photograph": gettext_lazy("This is a camera's raw file. Export it as TIFF or JPEG and send that."),
    "other_picture": gettext_lazy(
        "Pictures of the kind %(found)s are not accepted. Save it as JPEG, PNG or TIFF."
    ),
    "other_recording": gettext_lazy(
        "Recordings of the kind %(found)s are not accepted. Export it as MP4 or MP3."
    ),
    # What is in it
    "damaged": gettext_lazy(
        "The file is damaged or incomplete: it could not be read to its end. "
        "Open it on your own machine; if it looks whole there, save it anew and send that."
    ),
    "too_large_inside": gettext_lazy(
        "The file is small but unpacks to more than %(limit)s MB. Reduce the pictures in it or split it."
    ),
    "too_many_parts": gettext_lazy("The document consists of more than %(limit)s parts. Split it."),
    "overlapping_parts": gettext_lazy(
        "The document's parts overlap, as no word processor writes them. Open it, save it anew and send that."
    ),
    "entities": gettext_lazy(
        "The document declares entities of its own, as no word processor does. Open it, save it anew and send that."
    ),
    "strange_parts": gettext_lazy(
        "The document's parts have names that no word processor writes. Open it, save it anew and send that."
    ),
    "leads_elsewhere": gettext_lazy(
        "The document would fetch a template or an object from another machine as soon as it is opened. "
        "Copy its text into a new document and send that."
    ),
    "active_document": gettext_lazy(
        "The document would run a script, start a program or play a film as soon as it is opened. "
        "Print it to a new PDF and send that."
    ),
    "files_inside": gettext_lazy(
        "Another file is packed into the document. Take it out, save the document anew and send that."
    ),
    "too_many_notes": gettext_lazy(
        "The picture carries more than %(limit)s MB of notes beside its pixels. Save it anew and send that."
    ),
    "too_many_pixels": gettext_lazy(
        "The picture has %(megapixels)s million pixels; at most %(limit)s million can be shown. Send it in parts."
    ),
    "too_many_frames": gettext_lazy(
        "The moving picture has too many frames (%(frames)s). Send it as a video."
    ),
    "too_long": gettext_lazy(
        "The recording lasts %(hours)s hours; at most %(limit)s can be taken. Cut it into parts."
    ),
    "no_length": gettext_lazy("The recording does not say how long it is. Export it anew and send that."),
    "too_many_streams": gettext_lazy("The recording has %(streams)s tracks; at most %(limit)s can be taken."),
    "too_large_picture": gettext_lazy(
        "The video's picture is %(width)s × %(height)s; at most 8K can be taken."
    ),
    "nothing_to_play": gettext_lazy("The recording contains neither picture nor sound that we can play."),
    "too_many_pages": gettext_lazy(
        "The document has %(pages)s pages; at most %(limit)s can be taken. Split it."
    ),
    "no_pages": gettext_lazy("The document has no pages."),
    "no_text": gettext_lazy("There is no text in the file."),
    "unreadable_text": gettext_lazy(
        "The text is neither UTF-8 nor GB18030 (GBK). Save it as UTF-8 and send that."
    ),
    "bad_captions": gettext_lazy(
        "The captions cannot be read at line %(line)s, where a time such as 00:01:02,500 --> 00:01:04,000 should stand. "
        "Mend that line and send the file again."
    ),
    "too_long_text": gettext_lazy("The text is longer than %(limit)s MB. Split it."),
    # What it did
    "too_slow": gettext_lazy(
        "Reading the file took too long, so we stopped. Save it anew, or in parts, and send that."
    ),
    "too_big_to_read": gettext_lazy(
        "Reading the file needed more memory than allowed, so we stopped. Save it anew, or in parts, and send that."
    ),
    "infected": gettext_lazy(
        "The virus scanner reports “%(virus)s”. The file is kept apart and shown to nobody."
    ),
}

#: These leave the reader wondering what would be taken, so the list of what is accepted follows.
_SAY_WHAT_IS_ACCEPTED = {"unknown", "playlist", "markup", "script", "other_picture", "other_recording"}


def explain(refusal: Refusal) -> str:
    """What is wrong with the file and what helps, in the reader's language."""
    return explain_code(refusal.code, refusal.params)


def explain_code(code: str, params: Mapping[str, object]) -> str:
    """The same from what was stored. Raises KeyError for a code that nobody wrote a sentence for."""
    shown = {name: _(value) if name in {"found", "hidden"} else value for name, value in params.items()}  # type: ignore[arg-type]
    sentence = str(SENTENCES[code]) % shown
    if code not in _SAY_WHAT_IS_ACCEPTED:
        return sentence
    # A sentence of its own: Chinese puts no blank between the two.
    return _("%(sentence)s %(another)s") % {"sentence": sentence, "another": ACCEPTED}
