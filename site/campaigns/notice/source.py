"""From bytes to text: what may be read as a notice, and a clear sentence for what may not."""

import re

from django.utils.translation import gettext as _

from .docx import text_of_docx
from .docx_parts import NotADocument

MAX_BYTES = 20 * 1024**2


class UnreadableNotice(Exception):
    """The bytes are no notice that we can read. The message is for the person who brought them."""


def text_of(data: bytes, name: str = "") -> str:
    """The text of a .txt (UTF-8, UTF-16 with its mark, GB18030) or .docx file, told apart by its bytes.

    Raises UnreadableNotice for everything else, saying what to do.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableNotice(
            _("The file is larger than %(limit)d MB; a notice is text.") % {"limit": MAX_BYTES >> 20}
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableNotice(
            _(
                "%(name)s is an old .doc, .wps or protected file. Please open it, save it as .docx, and try again."
            )
            % {"name": name or _("This file")}
        )
    if data.startswith(b"PK\x03\x04"):
        try:
            return text_of_docx(data)
        except NotADocument as problem:
            raise UnreadableNotice(str(problem)) from problem
    if data.startswith((b"%PDF", b"{\\rtf")) or data[:512].lstrip().lower().startswith(
        (b"<!doctype", b"<html", b"<?xml")
    ):
        raise UnreadableNotice(
            _("%(name)s is neither plain text nor .docx. Please save it as .docx or paste its text.")
            % {"name": name or _("This file")}
        )
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text):
            return text
    raise UnreadableNotice(
        _("%(name)s is not text in UTF-8 or GB18030. Please save it as .docx or paste its text.")
        % {"name": name or _("This file")}
    )
