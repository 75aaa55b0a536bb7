"""Words on the screens: days of a call, limits of a kind, the state of a file."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from campaigns.models import Call
from submissions.templatetags.submissions import (
    accepted_files,
    as_marks,
    author_names,
    call_days,
    file_state,
    limit_words,
)
from tests.factories import AssetFactory, SubmissionFactory, kind


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (None, None, "征集中，不设截止日期。"),
        (None, 0, "24:00 截止。"),
        (1, None, "开始征集。"),
        (None, -1, "24:00 截止。"),
    ],
)
def test_call_says_whether_it_is_open(opens: int | None, closes: int | None, words: str) -> None:
    today = timezone.localdate()
    call = Call(
        opens_on=today + dt.timedelta(days=opens) if opens is not None else None,
        closes_on=today + dt.timedelta(days=closes) if closes is not None else None,
    )

    said = call_days(call)

    assert said.endswith(words)
    assert said.startswith("已于") is (closes == -1)


@pytest.mark.django_db
def test_limits_are_one_line_in_the_readers_language() -> None:
    photograph, essay = kind("photograph"), kind("essay")

    assert limit_words(photograph, photograph.limits) == (
        "1 至 8 个文件；组照不少于 4 张；JPEG、PNG、WEBP、HEIC、TIFF"
    )
    assert limit_words(essay, {"text_max": 3000}) == "最多 3000 字"
    assert limit_words(essay, {"files_min": 1, "files_max": 1}) == "1 个文件"
    with translation.override("en"):
        assert limit_words(essay, {"files_min": 0, "files_max": 4}) == "At most 4 files"
        assert limit_words(essay, {"files_min": 1, "files_max": 1}) == "1 file"
        assert limit_words(essay, {"text_max": 30000}) == "At most 30,000 characters"


def test_file_field_offers_the_formats_of_the_call() -> None:
    assert accepted_files({"formats": ["PNG", "DOCX", "NONSENSE"]}) == (
        "image/png,.png,application/vnd.openxmlformats-officedocument.wordprocessingml.document,.docx"
    )
    assert accepted_files({}) == ""


@pytest.mark.django_db
def test_file_says_what_it_is_or_what_is_being_done() -> None:
    assert file_state(AssetFactory()) == "JPEG\u20033200 × 2400"
    assert file_state(AssetFactory(video=True)) == "MP4\u20031920 × 1080\u20031:00"
    assert file_state(AssetFactory(state="waiting")) != ""


@pytest.mark.django_db
def test_authors_stand_in_their_order() -> None:
    authors = [{"name": "王芳", "user": None}, {"name": "李明", "user": None}]

    assert author_names(SubmissionFactory(authors=authors)) == "王芳、李明"


def test_differences_are_marked_and_what_was_typed_stays_text() -> None:
    runs = [("same", "见<石>而"), ("gone", "止"), ("new", "<b>憩</b>"), ("left_out", "")]

    assert as_marks(runs) == (
        '见&lt;石&gt;而<del>止</del><ins>&lt;b&gt;憩&lt;/b&gt;</ins><span class="left-out">……</span>'
    )
