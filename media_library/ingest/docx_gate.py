"""Is this ZIP a document that may be opened? Everything is counted while it is inflated, nothing is extracted.

Python before 3.11.8 does not notice members that overlap (CVE-2024-0450: 598 KB became 24 GiB), so we look ourselves.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from media_library.ingest.docx_links import require_quiet
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
#: No word processor writes such names; an unpacker would follow them out of its folder.
_STRANGE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_LINK = 0o120000
_PROGRAMS = (b"MZ\x90\x00", b"\x7fELF")
_PACKAGE = "Ole10Native".encode("utf-16-le")
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
                if _STRANGE.search(member.filename) or member.external_attr >> 16 & 0o170000 == _LINK:
                    raise Refused("strange_parts")
                if member.flag_bits & 0x1:
                    raise Refused("encrypted")
                if member.compress_type not in _METHODS:
                    raise damaged(f"compression method {member.compress_type}")
                left -= _walk(archive, member, left, facts)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as error:
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
    total, tags, tail, kept = 0, 0, b"", bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if not total:
                is_xml = member.filename.lower().endswith((".xml", ".rels")) or _begins_as_xml(chunk)
                allowed = min(left, DOCUMENT_XML_BYTES) if is_xml else left
                if chunk.startswith(_PROGRAMS):
                    raise Refused("files_inside")
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
                kept += chunk
            elif member.filename.startswith("word/embeddings/"):
                if _PACKAGE in tail + chunk:
                    raise Refused("files_inside")
                tail = chunk[-32:]
    if member.filename.startswith("word/media/"):
        facts["pictures_in_text"] += 1
    facts["links_elsewhere"] += require_quiet(member.filename, bytes(kept))
    return total


def _begins_as_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00\t\r\n ").startswith(b"<")
