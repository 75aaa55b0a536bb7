"""Sound without a container is known by its frames, whatever stands before them."""

import io

import pytest

from media_library.ingest.refused import Refused
from media_library.ingest.sniff_sound import require_samples, sound_without_container
from tests.media_library.corpus import sound

FRAME = bytes([0xFF, 0xFB, 0x90, 0xC0]).ljust(417, b"\0")


def known(data: bytes) -> str:
    return sound_without_container(data[:4096], io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (FRAME * 2, "mp3"),
        (sound.tag(30) + FRAME * 2, "mp3"),
        (sound.tag(30) + sound.tag(50) + FRAME * 2, "mp3"),
        (sound.tag(30) + b"noise" * 20 + FRAME * 3, "mp3"),
        (FRAME[200:] + FRAME * 3, "mp3"),
        (b"\x01" * 200 + FRAME, ""),
        (sound.tag(30) + b"fLaC" + bytes(40), "flac"),
        (sound.tag(30) + b"#EXTM3U\n", ""),
        (b"text", ""),
        (sound.tag(30), ""),
    ],
)
def test_what_it_is(data: bytes, code: str) -> None:
    assert known(data) == code


@pytest.mark.parametrize(
    ("data", "found"), [(b"\xff\xf1\x50\x80" + bytes(40), "AAC"), (b"\xff\xfd\x90\x00" + bytes(40), "MP2")]
)
def test_relatives_are_named(data: bytes, found: str) -> None:
    with pytest.raises(Refused) as refused:
        known(data)

    assert refused.value.refusal.params == {"found": found}


@pytest.mark.parametrize(
    ("promised", "there", "whole"),
    [(1000, 1000, True), (1000, 920, True), (1000, 800, False), (0, 500, True), (0xFFFFFFFF, 500, True)],
)
def test_a_wav_must_hold_what_it_promises(promised: int, there: int, whole: bool) -> None:
    data = sound.header(promised) + bytes(there)

    if whole:
        require_samples(io.BytesIO(data), len(data))
    else:
        with pytest.raises(Refused, match="damaged"):
            require_samples(io.BytesIO(data), len(data))
