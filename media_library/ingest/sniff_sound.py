"""Sound that has no container: MPEG frames in a row, behind tags, noise or nothing at all."""

from typing import IO

from media_library.ingest.refused import Refused, damaged

_WINDOW = 4096
_TAGS = 8
_NO_LENGTH = 0x7FFF_F000


def sound_without_container(head: bytes, file: IO[bytes]) -> str:
    """ "mp3", "flac" (some players put an MP3's tag before it), or empty.

    Raises Refused for its relatives: AAC and Layer II as they are broadcast.
    """
    start = _behind_tags(file)
    file.seek(start)
    frames = file.read(_WINDOW).lstrip(b"\x00")
    if start and frames[:4] == b"fLaC":
        return "flac"
    if _frames_in_a_row(frames):
        return "mp3"
    if frames[:1] == b"\xff" and len(frames) > 2:
        if frames[1] & 0xF6 == 0xF0:
            raise Refused("other_recording", found="AAC")
        if frames[1] & 0xE6 == 0xE4:
            raise Refused("other_recording", found="MP2")
    # Cut out of a longer one, or with noise behind its tag: three frames in a row are no accident.
    return "mp3" if any(_frames_in_a_row(frames[at:], 3) for at in _sync_words(frames)) else ""


def _behind_tags(file: IO[bytes]) -> int:
    """Where the sound begins: some programs write one ID3 tag before the other."""
    start = 0
    for _ in range(_TAGS):
        file.seek(start)
        tag = file.read(10)
        if tag[:3] != b"ID3" or len(tag) < 10 or max(tag[6:10]) > 0x7F:
            break
        size = tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]
        start += 10 + size + (10 if tag[5] & 0x10 else 0)
    return start


def _sync_words(data: bytes) -> list[int]:
    return [at for at in range(1, len(data) - 4) if data[at] == 0xFF and data[at + 1] & 0xE6 == 0xE2]


def _frames_in_a_row(data: bytes, number: int = 2) -> bool:
    """Whether so many layer III frames follow each other, as far as ``data`` goes."""
    at = 0
    for count in range(number):
        length = _mp3_frame_length(data[at : at + 4])
        if not length:
            return count > 0 and number == 2 and len(data) <= at + 4
        at += length
    return True


_MP3_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG-1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG-2 and 2.5
}


def _mp3_frame_length(data: bytes) -> int:
    """The length in bytes of the layer III frame that ``data`` begins with; 0 where there is none (ISO 11172-3)."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0 or data[1] & 0x06 != 0x02:
        return 0
    version, rate, speed = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or speed == 3:
        return 0
    hertz = (44_100, 48_000, 32_000)[speed] >> {3: 0, 2: 1, 0: 2}[version]
    samples = 144 if version == 3 else 72
    return samples * _MP3_KBITS[version == 3][rate] * 1000 // hertz + (data[2] >> 1 & 1)


def require_samples(file: IO[bytes], size: int) -> None:
    """Raises Refused for a WAV that lacks a tenth or more of the samples that it promises.

    Recorders that write the length last leave 0, or the largest number that they know: they promise nothing.
    """
    file.seek(12)
    while len(head := file.read(8)) == 8:
        length, at = int.from_bytes(head[4:], "little"), file.tell()
        if head[:4] == b"data":
            if length < _NO_LENGTH and (size - at) < length * 0.9:
                raise damaged(f"{size - at} of {length} bytes of sound")
            return
        file.seek(at + length + length % 2)
