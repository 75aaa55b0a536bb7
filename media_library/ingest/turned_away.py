"""What is well known and not taken, by its first bytes, so that the sentence can name what helps."""

from pathlib import Path

from media_library.ingest.refused import Refused

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office", ""),
    (b"{\\rtf", "rich_text", ""),
    (b"%!PS", "postscript", ""),
    (b"\xc5\xd0\xd3\xc6", "postscript", ""),
    (b"\x04%!PS", "postscript", ""),
    (b"MZ", "script", ""),
    (b"\x7fELF", "script", ""),
    (b"\xca\xfe\xba\xbe", "script", ""),
    (b"\xcf\xfa\xed\xfe", "script", ""),
    (b"\x00asm", "script", ""),
    (b"L\x00\x00\x00\x01\x14\x02", "script", ""),
    (b"#!", "script", ""),
    (b"Rar!\x1a\x07", "archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "archive", ""),
    (b"\x1f\x8b", "archive", ""),
    (b"BZh", "archive", ""),
    (b"\xfd7zXZ\x00", "archive", ""),
    (b"\x28\xb5\x2f\xfd", "archive", ""),
    (b"MSCF\x00", "archive", ""),
    (b"BM", "other_picture", "BMP"),
    (b"8BPS", "other_picture", "PSD"),
    (b"\x00\x00\x01\x00", "other_picture", "ICO"),
    (b"\x00\x00\x00\x0cjP  ", "other_picture", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "other_picture", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL ", "other_picture", "JPEG XL"),
    (b"\xff\x0a", "other_picture", "JPEG XL"),
    (b"AT&TFORM", "other_picture", "DjVu"),
    (b"gimp xcf", "other_picture", "XCF"),
    (b"v/1\x01", "other_picture", "OpenEXR"),
    (b"#?RADIANCE", "other_picture", "HDR"),
    (b"\xd7\xcd\xc6\x9a", "other_picture", "WMF"),
    (b"\x01\x00\x00\x00\x6c\x00\x00\x00", "other_picture", "EMF"),
    (b"\x0a\x05\x01\x08", "other_picture", "PCX"),
    *((b"P%d\n" % kind, "other_picture", "PNM") for kind in (4, 5, 6)),
    (b"FUJIFILMCCD-RAW", "raw_photograph", ""),
    (b"IIRO", "raw_photograph", ""),
    (b"IIRS", "raw_photograph", ""),
    (b"IIU\x00", "raw_photograph", ""),
    (b"0&\xb2u\x8ef\xcf\x11", "other_recording", "WMV"),
    (b".RMF", "other_recording", "RealMedia"),
    (b"#!AMR", "other_recording", "AMR"),
    (b"FORM", "other_recording", "AIFF"),
    (b"caff\x00\x01", "other_recording", "CAF"),
    (b".snd\x00", "other_recording", "AU"),
    (b"riff\x2e\x91\xcf\x11", "other_recording", "W64"),
    (b"wvpk", "other_recording", "WavPack"),
    (b"MAC ", "other_recording", "APE"),
    (b"MThd\x00\x00", "other_recording", "MIDI"),
    (b"\x0b\x77", "other_recording", "AC-3"),
    (b"\x06\x0e\x2b\x34", "other_recording", "MXF"),
    *((start + b"S", "other_recording", "SWF") for start in (b"FW", b"CW", b"ZW")),
)

# #!AMR begins like a script, so the longer signatures are asked first.
_LONGEST_FIRST = sorted(_SIGNATURES, key=lambda row: -len(row[0]))


def turn_away(head: bytes, path: Path) -> None:
    """Raises Refused where the file that begins with ``head`` is one of these."""
    for signature, refusal, found in _LONGEST_FIRST:
        if signature.rstrip(b" ").isalnum() and b"\x00" not in head:
            continue  # "BM" may begin a text
        if head.startswith(signature):
            if refusal == "old_office" and _is_locked(path):
                raise Refused("encrypted")
            raise Refused(refusal, **({"found": found} if found else {}))
    if head[257:262] == b"ustar":
        raise Refused("archive")


def _is_locked(path: Path) -> bool:
    """An OLE file is an old Office document, or a new one under a password: the cure differs."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(2_000_000)
