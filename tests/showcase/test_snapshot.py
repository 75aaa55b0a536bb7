"""What ingest made of a file is what its page shows."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from media_library.models import Asset
from showcase.content import Medium
from showcase.models import WorkMedia
from showcase.snapshot import medium_of, public_place
from showcase.templatetags.showcase import placed
from showcase.views.work import recordings_of
from tests.media_library.arriving import arrive
from tests.media_library.corpus_documents import GOOD as DOCUMENTS
from tests.media_library.corpus_pictures import encoded, painting, save
from tests.media_library.corpus_recordings import GOOD as RECORDINGS
from tests.media_library.corpus_recordings import LONG_LECTURE

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(asset: Asset) -> Medium:
    asset.refresh_from_db()
    return medium_of(WorkMedia(asset=asset, role="main", caption="", alt=""), public_place)


def test_a_documents_pictures_have_addresses_of_the_release(work_off: Callable) -> None:
    asset = arrive("essay.docx", DOCUMENTS["essay.docx"])
    work_off()

    medium = shown(asset)

    assert medium["html"] is not None
    assert medium["html"].startswith("<h2>法之必行</h2>")
    assert f'src="{asset.pk}/image-001.webp"' in medium["html"]
    assert f'src="/public/token/{asset.pk}/image-001.webp"' in placed(medium["html"], "token")


def test_a_recording_brings_its_peaks_and_a_film_its_poster(work_off: Callable) -> None:
    sound, film = arrive("speech.wav", RECORDINGS["speech.wav"]), arrive("l.mp4", RECORDINGS["lecture.mp4"])
    work_off()

    heard, seen = shown(sound), shown(film)

    assert heard["play"] == {"src": f"{sound.pk}/play.m4a", "type": "audio/mp4"}
    assert (len(heard["peaks"]), max(heard["peaks"]) > 0.1) == (pytest.approx(800, abs=10), True)
    assert (seen["poster"], seen["play"]) == (
        f"{film.pk}/poster-1280.jpg",
        {"src": f"{film.pk}/play.mp4", "type": "video/mp4"},
    )


def test_captions_stand_under_the_recording_before_them(work_off: Callable) -> None:
    film, words = arrive("l.mp4", RECORDINGS["lecture.mp4"]), arrive("l.srt", DOCUMENTS["lecture.srt"])
    work_off()

    content = {"media": [shown(film), shown(words)]}
    (recording,) = recordings_of(content)
    page = render_to_string(
        "components/video.html", {"medium": recording, "token": "t", "work": {"title": "讲"}}
    )

    assert [track["captions"] for track in recording["tracks"]] == [f"{words.pk}/captions.vtt"]
    assert f'src="/public/t/{words.pk}/captions.vtt"' in page
    assert 'kind="captions"' in page
    assert 'srclang="zh"' in page


def test_captions_bring_their_lines_and_a_film_its_frames(work_off: Callable) -> None:
    film, words = arrive("l.mp4", LONG_LECTURE), arrive("l.srt", DOCUMENTS["lecture.srt"])
    work_off()

    heard, seen = shown(words), shown(film)

    assert heard["cues"][0][0] < heard["cues"][-1][0]
    assert all(words for _at, words in heard["cues"])
    assert seen["sprites"] == f"{film.pk}/sprites.vtt"
    assert seen["cues"] == []


def test_a_picture_brings_its_widths_in_order(work_off: Callable) -> None:
    asset = arrive("a.jpg", save(encoded(painting(700, 500), "JPEG")))
    work_off()

    medium = shown(asset)

    assert [each["width"] for each in medium["webp"]] == [320, 640, 700]
    assert [each["width"] for each in medium["jpeg"]] == [640, 700]
    assert medium["colour"].startswith("#")
