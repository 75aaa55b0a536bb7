"""What changed from one version to the next."""

import pytest

from submissions.differences import LONGEST, differences, marked
from submissions.intake import sending
from tests.factories import AssetFactory, SubmissionFactory


@pytest.mark.django_db
def test_only_what_changed_is_told_with_its_label() -> None:
    submission = SubmissionFactory(title="登高", recalled=True)
    submission.title = "登高望远"
    submission.details = {"genre": "诗歌"}
    submission.authors.append({"name": "李明", "user": None})
    submission.save()
    submission.files.create(asset=AssetFactory(owner=submission.contributor, name="手稿.jpg"), caption="手稿")
    sending.send(submission, by=submission.contributor)
    before, after = submission.versions.order_by("number")

    changes = differences(before.content, after.content, submission.kind)

    assert [change.label for change in changes] == ["题名", "作者", "体裁", "文件"]
    assert changes[0].runs == [("same", "登高"), ("new", "望远")]
    assert changes[2].runs == [("gone", "散文"), ("new", "诗歌")]
    assert changes[3].runs == [("new", "手稿.jpg（手稿）")]


@pytest.mark.django_db
def test_what_was_sent_again_as_it_was_has_no_changes() -> None:
    submission = SubmissionFactory(recalled=True)
    sending.send(submission, by=submission.contributor)
    before, after = submission.versions.order_by("number")

    assert differences(before.content, after.content, submission.kind) == []


def test_change_is_marked_character_by_character() -> None:
    assert marked("见石而止", "见石而憩") == [("same", "见石而"), ("gone", "止"), ("new", "憩")]


def test_long_unchanged_passage_is_left_out() -> None:
    runs = marked("一\n二\n三\n四\n五", "一\n二\n三\n四\n六")

    assert runs == [("left_out", ""), ("same", "\n"), ("gone", "五"), ("new", "六")]


def test_very_long_paragraph_is_shown_whole() -> None:
    old, new = "甲" * (LONGEST + 1), "乙"

    assert marked(old, new) == [("gone", old), ("new", new)]
