"""Is this ZIP a document that may be opened? Everything is counted while it is inflated, nothing is extracted.

Python before 3.11.8 does not notice members that overlap (CVE-2024-0450: 598 KB became 24 GiB), so we look ourselves.
"""

import re
import zipfile
from pathlib import Path
from typing import Any

from media_library.ingest.limits import (
    DOCUMENT_INFLATED_BYTES,
    DOCUMENT_MEMBERS,
    DOCUMENT_RATIO,
    DOCUMENT_TAGS,
    DOCUMENT_XML_BYTES,
    MEGA,
)
from media_library.ingest.refused import Refused, damaged

_CHUNK = 1 << 16
_RATIO_FROM = 10 * MEGA
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0T|E\0N\0T)|\0<\0!\0D\0O|\0<\0!\0E\0N")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def pass_gate(source: Path) -> dict[str, Any]:
    """Walk all members once. Returns how many pictures there are and how many links lead elsewhere.

    Raises Refused for overlaps, encryption, too much inside, entities, or bytes that do not inflate.
    """
    facts = {"pictures_in_text": 0, "links_elsewhere": 0}
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > DOCUMENT_MEMBERS:
                raise Refused("too_many_parts", limit=DOCUMENT_MEMBERS)
            _refuse_overlaps(members, archive.start_dir)
            left = DOCUMENT_INFLATED_BYTES
            for member in members:
                if member.flag_bits & 0x1:
                    raise Refused("encrypted")
                if member.compress_type not in _METHODS:
                    raise damaged(f"compression method {member.compress_type}")
                left -= _walk(archive, member, left, facts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise damaged(error) from error
    return facts


def _refuse_overlaps(members: list[zipfile.ZipInfo], directory: int) -> None:
    """Each member must end before the next begins, the last before the directory."""
    spans = sorted((each.header_offset, each.header_offset + 30 + each.compress_size) for each in members)
    ends = [start for start, _end in spans[1:]] + [directory]
    if any(end > following for (_start, end), following in zip(spans, ends, strict=False)):
        raise Refused("overlapping_parts")
    names = [each.filename for each in members]
    if len(set(names)) != len(names):
        raise Refused("overlapping_parts")


def _walk(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, facts: dict[str, Any]) -> int:
    """Inflate one member, counting; returns its bytes."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    allowed = min(left, DOCUMENT_XML_BYTES) if is_xml else left
    total, tags, tail, kept = 0, 0, b"", bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > allowed or (
                total > _RATIO_FROM and total > DOCUMENT_RATIO * max(member.compress_size, 1)
            ):
                raise Refused("too_large_inside", limit=round(allowed / MEGA))
            if is_xml:
                if _DECLARATION.search(tail + chunk):
                    raise Refused("entities")
                tail = chunk[-32:]
                tags += chunk.count(b"<")
                if tags > DOCUMENT_TAGS:
                    raise Refused("too_many_parts", limit=DOCUMENT_TAGS)
            if member.filename.endswith(".rels"):
                kept += chunk
    if member.filename.startswith("word/media/"):
        facts["pictures_in_text"] += 1
    for relationship in _RELATIONSHIP.findall(bytes(kept)):
        facts["links_elsewhere"] += b'TargetMode="External"' in relationship
    return total
