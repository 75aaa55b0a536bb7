"""Captions come out as plain WebVTT: words and times, in order, and nothing that a browser would take for markup."""

from collections.abc import Callable

import pytest

from media_library.ingest.captions import Cue, as_webvtt, read
from media_library.ingest.refused import Refused
from tests.media_library.corpus_documents import GOOD


@pytest.mark.parametrize("name", ["lecture.srt", "gbk.srt", "lecture.vtt"])
def test_whatever_came_the_same_captions_are_shown(name: str, show: Callable) -> None:
    shown = show(name, GOOD[name])

    assert (shown.facts["cues"], shown.names("captions")) == (2, ["captions.vtt"])
    assert (shown.folder / "captions.vtt").read_text(encoding="utf-8") == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n各位同志，\n\n00:00:02.000 --> 00:00:04.250\n今天读一首诗。\n"
    )


def test_cues_stand_in_the_order_in_which_they_are_said() -> None:
    text = "2\n00:00:05,000 --> 00:00:06,000\n后\n\n1\n00:00:01,000 --> 00:00:02,000 X1:40 Y1:5\n先\n"

    assert read(text) == [Cue(1, 2, "先"), Cue(5, 6, "后")]


def test_what_looks_like_markup_is_left_out_or_shown_as_it_is() -> None:
    text = "1\n00:00:01,000 --> 01:00:02,000\n{\\an8}<font color=red>若</font> a<x && c --> d &amp; e\n"

    cues = read(text)

    assert cues == [Cue(1, 3602, "若 a<x && c --> d & e")]
    assert as_webvtt(cues).endswith("若 a&lt;x &amp;&amp; c --&gt; d &amp; e\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\n字\n\n2\n00:00:0x,000 --> 00:00:04,000\n字\n", 6),
        ("1\n00:00:01,000 --> 00:00:02,000\n字\n2\n00:00:03,000 --> 00:00:04,000\n字\n", 5),
        ("1\n00:00:05,000 --> 00:00:02,000\n字\n", 2),
        ("1\n00:00:01,000 --> 00:00:02,000\n字\n\n\n字\n", 6),
    ],
)
def test_the_line_that_cannot_be_read_is_named(text: str, line: int) -> None:
    with pytest.raises(Refused) as caught:
        read(text)

    assert (caught.value.refusal.code, caught.value.refusal.params) == ("bad_captions", {"line": line})
