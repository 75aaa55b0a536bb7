"""A contributor's desk: each work's state in words, its history and its versions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from submissions.intake import sending
from submissions.models import Agreement, State, Submission
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_desk_shows_own_works_only(client: Client) -> None:
    mine, others = SubmissionFactory(title="我的登高"), SubmissionFactory(title="别人的登高")
    client.force_login(mine.contributor)

    page = client.get("/me/")

    assert "我的登高" in page.text
    assert "别人的登高" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert others.contributor != mine.contributor


def test_empty_desk_says_what_to_do(client: Client) -> None:
    client.force_login(UserFactory())

    assert "您还没有投过稿。选择一项征集，就可以开始。" in client.get("/me/").text


def test_what_was_returned_stands_first_with_its_reason(client: Client) -> None:
    work = SubmissionFactory(returned=True, title="登高")
    client.force_login(work.contributor)

    page = client.get("/me/")

    assert "请补充拍摄地点。" in page.text
    assert f"/me/{work.uid}/edit/" in page.text


def test_what_is_asked_stands_above_what_merely_names_you(client: Client) -> None:
    me, other = UserFactory(), UserFactory()
    for title in ("已经确认", "等我确认"):
        work = SubmissionFactory(title=title, sent=True)
        for user, answer in (
            (me, Agreement.Answer.ASKED if title == "等我确认" else Agreement.Answer.AGREED),
            (other, Agreement.Answer.ASKED),
        ):
            Agreement.objects.create(submission=work, user=user, answer=answer)
    SubmissionFactory(contributor=me, title="自己的")
    client.force_login(me)

    page = client.get("/me/")

    assert [row.work.title for row in page.context["asked"]] == ["等我确认"]
    assert [row.work.title for row in page.context["named"]] == ["已经确认"]
    assert page.text.index("等我确认") < page.text.index("自己的") < page.text.index("已经确认")


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_desk_costs_the_same_whatever_its_length(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)

    def more() -> None:
        for state in State:
            traits = {} if state == State.DRAFT else {state.value: True}
            SubmissionFactory(contributor=user, **traits)

    more()
    one = queries(client, "/me/")
    more()
    more()

    assert queries(client, "/me/") == one
    assert one <= 15


def test_work_shows_receipt_history_versions_and_changes(client: Client) -> None:
    work = SubmissionFactory(returned=True, title="登高")
    Submission.objects.filter(pk=work.pk).update(title="登高望远")
    work.refresh_from_db()
    sending.send(work, by=work.contributor)
    client.force_login(work.contributor)

    page = client.get(f"/me/{work.uid}/")
    first = client.get(f"/me/{work.uid}/?version=1")

    assert work.receipt in page.text
    assert "请补充拍摄地点。" in page.text
    assert "第 2 次提交的改动" in page.text
    assert "<ins>望远</ins>" in page.text
    assert first.context["shown"].content["title"] == "登高"


def test_version_that_is_not_there_shows_the_last(client: Client) -> None:
    work = SubmissionFactory(sent=True)
    client.force_login(work.contributor)

    assert client.get(f"/me/{work.uid}/?version=nine").context["shown"].number == 1


def test_author_by_staff_number_reads_what_was_sent_but_may_not_take_it_back(client: Client) -> None:
    author = UserFactory()
    work = SubmissionFactory(authors=[{"name": author.name, "user": author.pk}], sent=True)
    client.force_login(author)

    page = client.get(f"/me/{work.uid}/")

    assert page.status_code == 200
    assert f"/me/{work.uid}/recall/" not in page.text
    assert client.post(f"/me/{work.uid}/recall/").status_code == 404


def test_page_number_beyond_the_end_shows_the_last_page(client: Client) -> None:
    work = SubmissionFactory(title="登高")
    client.force_login(work.contributor)

    assert "登高" in client.get("/me/?page=99").text
