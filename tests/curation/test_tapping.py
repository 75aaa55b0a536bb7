"""Times of a script: kept in the draft, signed with it, never changed behind a signature."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from audit.models import Entry
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.reviewing import open_review, recall_review, sign
from curation.tapping import keep_times, take_script
from media_library.models import Asset, Rendition
from showcase.models import Release, WorkPage
from showcase.transcript import key_of, paragraphs, times_of
from tests.curation.conftest import SCRIPT, picture

KEYS = [key_of(words) for words in paragraphs(SCRIPT)]


def tap(page, *times, by, revision=None) -> int:
    return keep_times(page, list(zip(KEYS, times, strict=True)), by=by, revision=revision)


def times(page) -> list[float | None]:
    draft = WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return times_of(draft.text, draft.timing)


def test_times_stand_in_the_draft_and_say_who_set_them(lecture, court):
    tap(lecture, 0.0, 4.5, None, by=court.curator)

    assert times(lecture) == [0.0, 4.5, None]
    entry = Entry.objects.get(action="work.timed")
    assert (entry.subject, entry.detail["timed"]) == (f"work:{lecture.pk}", 2)


def test_one_sitting_is_one_revision(lecture, court):
    before = lecture.revisions.count()

    first = tap(lecture, 0.0, None, None, by=court.curator)
    second = tap(lecture, 0.0, 4.5, None, by=court.curator, revision=first)

    assert first == second
    assert lecture.revisions.count() == before + 1
    assert Entry.objects.filter(action="work.timed").count() == 1
    assert times(lecture) == [0.0, 4.5, None]


def test_what_somebody_else_saved_meanwhile_is_not_written_over(lecture, court):
    mine = tap(lecture, 0.0, None, None, by=court.curator)
    draft = WorkPage.objects.get(pk=lecture.pk).get_latest_revision_as_object()
    draft.text = SCRIPT.replace("谢谢大家。", "下次再见。")
    draft.save_revision(user=court.admin)

    again = tap(lecture, 0.0, 4.5, 9.0, by=court.curator, revision=mine)

    assert again != mine
    assert times(lecture) == [0.0, 4.5, None]
    assert "下次再见。" in WorkPage.objects.get(pk=lecture.pk).get_latest_revision_as_object().text


def test_a_revision_that_was_in_review_stays_as_it_was_signed(lecture, court):
    mine = tap(lecture, 0.0, None, None, by=court.curator)
    review = open_review(WorkPage.objects.get(pk=lecture.pk), by=court.curator)
    recall_review(review, by=court.curator)

    again = tap(lecture, 0.0, 4.5, None, by=court.curator, revision=mine)

    assert again != mine
    assert digest_of(lecture.revisions.get(pk=mine).as_object()) == review.digest


def test_the_same_times_again_change_nothing(lecture, court):
    first = tap(lecture, 0.0, 4.5, 9.0, by=court.curator)

    assert tap(lecture, 0.0, 4.5, 9.0, by=court.admin) == first


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ((5.0, 4.5, None), "第 2 段：0:04.5 不晚于上一段的时间。"),
        ((5.0, None, 5.0), "第 3 段：0:05 不晚于上一段的时间。"),
        ((0.0, None, 60.0), "第 3 段：录音录像到 1:00 就结束了。"),
        ((-1.0, None, None), "第 1 段：录音录像到 1:00 就结束了。"),
    ],
)
def test_times_rise_and_lie_within_the_recording(lecture, court, times, sentence):
    with pytest.raises(NotPossible) as refused:
        tap(lecture, *times, by=court.curator)

    assert str(refused.value) == sentence


def test_in_review_times_are_locked(lecture, court):
    open_review(lecture, by=court.curator)

    with pytest.raises(NotPossible) as refused:
        tap(lecture, 0.0, None, None, by=court.curator)

    assert str(refused.value) == "作品正在审核，现在不能修改时间。"


@pytest.mark.parametrize("who", ["contributor", "first", "final"])
def test_only_who_edits_the_page_times_it(lecture, court, who):
    with pytest.raises(NotPossible):
        tap(lecture, 0.0, None, None, by=getattr(court, who))

    assert times(lecture) == [None, None, None]


def test_times_and_chapters_are_what_is_signed(lecture, court):
    draft = WorkPage.objects.get(pk=lecture.pk).get_latest_revision_as_object()
    plain = digest_of(draft)

    draft.timing = [[KEYS[0], 0.0], [KEYS[1], None], [KEYS[2], None]]
    timed = digest_of(draft)
    draft.chapters = [{"at": 0.0, "title": "导入"}]
    named = digest_of(draft)
    draft.timing, draft.chapters = [], []

    assert len({plain, timed, named}) == 3
    assert digest_of(draft) == plain


def test_a_release_shows_them_and_a_correction_of_one_is_a_new_release(lecture, court, work_off):
    tap(lecture, 0.0, 4.5, None, by=court.curator)
    for _cycle in range(2):
        review = open_review(WorkPage.objects.get(pk=lecture.pk), by=court.curator)
        for part in ("first", "second", "final", "secrecy"):
            sign(review, part, by=getattr(court, part))
        work_off()
        tap(lecture, 0.0, 4.5, 9.0, by=court.curator)

    assert [each.content["times"] for each in Release.objects.order_by("pk")] == [
        [0.0, 4.5, None],
        [0.0, 4.5, 9.0],
    ]


def script_file(page, owner) -> None:
    asset = picture(owner, "讲稿.docx")
    Asset.objects.filter(pk=asset.pk).update(family="document", format="DOCX")
    html = b"<h2>\xe8\xae\xb2</h2><p>\xe7\xac\xac\xe4\xb8\x80\xe6\xae\xb5</p>"
    storages["default"].save(f"{asset.renditions_path}/text.html", ContentFile(html))
    facts = {"media_type": "text/html", "size": len(html), "sha256": "0" * 64}
    Rendition.objects.create(asset=asset, role="text", name="text.html", **facts)
    draft = page.get_latest_revision_as_object()
    draft.text = ""
    draft.media.add(type(draft.media.first())(asset=asset, role="script"))
    draft.save_revision()


def test_a_script_that_came_as_a_document_becomes_the_text(lecture, court):
    script_file(lecture, court.curator)

    take_script(lecture, by=court.curator)

    assert WorkPage.objects.get(pk=lecture.pk).get_latest_revision_as_object().text.split() == [
        "讲",
        "第一段",
    ]


def test_a_text_that_is_there_is_not_written_over(lecture, court):
    with pytest.raises(NotPossible):
        take_script(lecture, by=court.curator)
