"""A file that was sent for an album lies in it as soon as it has arrived, whether or not its page is still open."""

import base64
import binascii
from uuid import UUID

from accounts.roles import Role, has_role
from media_library.library.arranging import move
from media_library.models import Album, Asset, Upload

#: The key of tus's Upload-Metadata in which an uploader names the album.
KEY = "album"


def place(upload: Upload, asset: Asset) -> None:
    """Put the file into the album that its uploader named, where there is one and its owner may do so."""
    uid = _named(upload.metadata)
    if uid is None or asset.album_id is not None or not has_role(upload.owner, Role.CURATOR):
        return
    if album := Album.objects.filter(uid=uid).first():
        move([asset], album, by=upload.owner)
        asset.album = album


def _named(metadata: str) -> UUID | None:
    for pair in metadata.split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == KEY:
            try:
                return UUID(base64.b64decode(value, validate=True).decode("ascii"))
            except (binascii.Error, ValueError):
                return None
    return None
