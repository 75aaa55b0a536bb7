"""What a viewer must know of tiles: IIIF names its picture by an absolute address, which only a release can give."""

import json


def with_id(info: bytes, address: str) -> bytes:
    """The ``info.json`` of a picture's tiles, saying that they stand at ``address`` (no slash at the end)."""
    return json.dumps({**json.loads(info), "id": address}, ensure_ascii=False, indent=2).encode()
