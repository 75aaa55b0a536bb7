"""What a work's editor takes and refuses (``showcase.forms``)."""

import pytest
from django.urls import reverse

from showcase.models import WorkPage
from tests.curation.conftest import SCRIPT
from tests.curation.test_doors import form_of


def save(client, page, chapters: str):
    fields = {"title": page.title, "text": SCRIPT, "details_speaker": "投稿人", "chapters": chapters}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **fields))


def chapters_of(page) -> list:
    return WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object().chapters


def test_chapters_are_kept_and_shown_as_they_were_written(lecture, court, client):
    client.force_login(court.curator)

    save(client, lecture, "00:00 导入\r\n00:20 读出声\r\n")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).context["form"]

    assert chapters_of(lecture) == [{"at": 0.0, "title": "导入"}, {"at": 20.0, "title": "读出声"}]
    assert form["chapters"].value() == "0:00 导入\n0:20 读出声"


@pytest.mark.parametrize(
    ("chapters", "sentence"),
    [
        ("00:00 导入\n二十秒 读出声", "第 2 行：请先写时间，再写标题，例如“03:20 导言”。"),
        ("00:00 导入\n01:00 读出声", "第 2 章从 1:00 开始，而录音录像到 1:00 就结束了。"),
    ],
)
def test_what_is_wrong_with_chapters_is_said_and_what_was_typed_stays(
    lecture, court, client, chapters, sentence
):
    client.force_login(court.curator)

    response = save(client, lecture, chapters)

    assert response.context["form"].errors == {"chapters": [sentence]}
    assert response.context["form"]["chapters"].value() == chapters
    assert chapters_of(lecture) == []


def test_other_kinds_have_no_chapters(accepted, court, client):
    from curation.drafting import draft

    page = draft(accepted, by=court.curator)
    client.force_login(court.curator)

    assert (
        "chapters"
        not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"].fields
    )
