"""Who is at fault: the file, or we."""

import pytest

from media_library.ingest.refused import Refusal, Refused, damaged


def test_what_a_parser_says_is_kept_for_engineers() -> None:
    assert damaged("VipsJpeg:\n  premature  end").refusal == Refusal(
        "damaged", {"detail": "VipsJpeg: premature end"}
    )


def test_a_full_disk_is_not_the_files_fault() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        damaged("vips2tiff: write error: No space left on device")


def test_too_little_memory_has_a_sentence_of_its_own() -> None:
    assert damaged("vips_tracked: out of memory").refusal.code == "too_big_to_read"


def test_what_strangers_wrote_can_be_stored() -> None:
    refusal = Refused("misnamed", ending=".p\x00g\u202e\ud800", limit=3).refusal

    assert refusal.params == {"ending": ".pg", "limit": 3}
