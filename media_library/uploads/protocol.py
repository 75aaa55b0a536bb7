"""tus 1.0.0 as the wire has it: header values read strictly, nothing known of Django's views or of files.

https://tus.io/protocols/resumable-upload, with creation, creation-with-upload, expiration, checksum and termination.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination"
CHECKSUMS = ("sha1", "sha256")
CONTENT_TYPE = "application/offset+octet-stream"
MAX_METADATA_BYTES = 8 * 1024
_WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")


class Problem(Exception):
    """A request that is not done: the status, a sentence for people, and headers that say more."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(status, sentence)
        self.status = status
        self.sentence = sentence
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def whole_number(header: str, value: str | None) -> int:
    """A count of bytes. Raises Problem 400 for anything that is no whole number, or is absent."""
    if value is None or not _WHOLE_NUMBER.fullmatch(value):
        raise Problem(400, _("The header %(header)s must be a whole number.") % {"header": header})
    return int(value)


def announced_length(length: str | None, deferred: str | None) -> int | None:
    """How long the file will be: Upload-Length, or None for ``Upload-Defer-Length: 1``.

    Raises Problem 400 for neither, both, or another value.
    """
    if (length is None) == (deferred is None) or deferred not in (None, "1"):
        raise Problem(400, _("Send either Upload-Length, or Upload-Defer-Length with the value 1."))
    return None if length is None else whole_number("Upload-Length", length)


def metadata(value: str) -> dict[str, bytes]:
    """Upload-Metadata: pairs of a key and Base64, separated by commas; a key may stand alone.

    Raises Problem 400 for keys that are empty, not ASCII or repeated, and for what is not Base64.
    """
    if len(value) > MAX_METADATA_BYTES:
        raise Problem(400, _("The header Upload-Metadata is too long."))
    found: dict[str, bytes] = {}
    for pair in value.split(",") if value.strip() else ():
        key, _space, encoded = pair.strip(" ").partition(" ")
        try:
            decoded = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            decoded = None
        if not key or not key.isascii() or key in found or decoded is None:
            raise Problem(400, _("The header Upload-Metadata cannot be read."))
        found[key] = decoded
    return found


@dataclass
class Sum:
    """A checksum that the sender announced, and what the bytes so far come to."""

    algorithm: str
    meant: bytes
    _hash: "hashlib._Hash" = field(init=False)

    def __post_init__(self) -> None:
        # Against damage on the way, not against an adversary: that is what SHA-256 of the original is for.
        self._hash = hashlib.new(self.algorithm, usedforsecurity=False)

    def update(self, block: bytes, /) -> None:
        """Take in the next bytes."""
        self._hash.update(block)

    def holds(self) -> bool:
        """Whether all bytes together are those that the sender meant."""
        return self._hash.digest() == self.meant


def checksum(value: str | None) -> Sum | None:
    """Upload-Checksum: an algorithm and the digest in Base64. None where the header is absent.

    Raises Problem 400 for an unknown algorithm or what is not Base64.
    """
    if value is None:
        return None
    algorithm, _space, encoded = value.strip().partition(" ")
    if algorithm not in CHECKSUMS:
        raise Problem(
            400,
            _("The checksum must be one of: %(names)s.") % {"names": ", ".join(CHECKSUMS)},
            Tus_Checksum_Algorithm=",".join(CHECKSUMS),
        )
    try:
        return Sum(algorithm, base64.b64decode(encoded, validate=True))
    except (binascii.Error, ValueError):
        raise Problem(400, _("The header Upload-Checksum cannot be read.")) from None
