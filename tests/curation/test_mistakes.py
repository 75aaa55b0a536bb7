"""A reader finds a mistake, staff answer, the reader reads it; what they left of themselves is forgotten."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Message
from curation import mistakes
from curation.errors import NotPossible
from curation.models import Mistake
from showcase.models import Release, WorkCard
from tests.curation.conftest import Court
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def sent(release: Release, **changes: str) -> Mistake:
    said = {"passage": "", "wrong": "“徘徊”误作“徘徘”", "contact": "", "address": "192.0.2.1"} | changes
    return mistakes.report(release, **said)


def test_a_reader_reports_without_script_and_follows_the_answer(court: Court, client: Client) -> None:
    made = ReleaseFactory()
    page = f"/works/{made.slug}/mistake/"
    assert f'href="{page}"' in client.get(f"/works/{made.slug}/").text

    strict = Client(enforce_csrf_checks=True)
    token = strict.get(page).context["csrf_token"]
    form = {"passage": "第二句", "wrong": "错字", "contact": "13900000000", "website": ""}
    assert strict.post(page, form).status_code == 403
    answer = strict.post(page, {**form, "csrfmiddlewaretoken": str(token)})

    follow = answer["Location"]
    assert "已收到" in client.get(follow).text
    assert "13900000000" not in client.get(follow).text
    (message,) = Message.objects.filter(to=court.curator, kind="mistake.sent")
    client.force_login(court.curator)
    listed = client.get(message.link).text
    assert "错字" in listed and "13900000000" in listed
    client.post(
        message.link,
        {"mistake": Mistake.objects.get().pk, "thanks": str(mistakes.THANKS[0]), "corrected": "1"},
    )
    client.logout()
    assert "感谢指正。" in client.get(follow).text
    assert "页面已更正。" in client.get(follow).text


def test_nothing_is_asked_about_what_is_not_public(client: Client) -> None:
    assert client.get("/works/sf-1999-0001/mistake/").status_code == 404
    gone = ReleaseFactory(withdrawn=True)
    assert client.post(f"/works/{gone.slug}/mistake/", {"wrong": "错字"}).status_code == 404
    assert client.get("/mistakes/0123456789abcdef/").status_code == 404


def test_a_withdrawn_work_is_not_named_to_who_follows_a_report(client: Client) -> None:
    made = ReleaseFactory()
    follow = f"/mistakes/{sent(made).token}/"
    assert "观书有感" in client.get(follow).text

    WorkCard.objects.all().delete()

    assert "观书有感" not in client.get(follow).text


@pytest.mark.parametrize(
    ("field", "value"), [("wrong", ""), ("wrong", "字" * 1001), ("website", "https://example.org")]
)
def test_what_is_wrong_is_said_and_nothing_kept(client: Client, field: str, value: str) -> None:
    made = ReleaseFactory()

    answer = client.post(f"/works/{made.slug}/mistake/", {"wrong": "错字", field: value})

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert not Mistake.objects.exists()


def test_one_address_sends_only_so_many_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistakes, "FOR_ONE_ADDRESS", 2)
    made = ReleaseFactory()
    sent(made)
    sent(made)

    with pytest.raises(NotPossible):
        sent(made)
    sent(made, address="192.0.2.2")
    Mistake.objects.update(at=timezone.now() - dt.timedelta(minutes=61))
    sent(made)


def test_contact_and_address_are_forgotten_in_their_time(settings) -> None:
    settings.MISTAKE_CONTACT_DAYS = 30
    made = ReleaseFactory()
    old, new = sent(made, contact="13900000000"), sent(made, contact="13800000000")
    Mistake.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=31))

    mistakes.erase_contacts()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.contact, old.address) == ("", None)
    assert (new.contact, new.address) == ("13800000000", "192.0.2.1")


def test_only_the_team_answers_and_never_with_nothing(court: Court, client: Client) -> None:
    made = sent(ReleaseFactory())

    with pytest.raises(NotPossible):
        mistakes.answer(made, "谢谢", corrected=False, by=court.contributor)
    with pytest.raises(NotPossible):
        mistakes.answer(made, " ", corrected=False, by=court.curator)
    client.force_login(court.first)
    assert client.get("/admin/works/mistakes/").status_code == 404


def test_an_answer_is_one_of_ours_or_ones_own_words(court: Court, client: Client) -> None:
    made = sent(ReleaseFactory())
    client.force_login(court.curator)

    refused = client.post("/admin/works/mistakes/", {"mistake": made.pk, "thanks": "something else"})
    client.post("/admin/works/mistakes/", {"mistake": made.pk, "own": "已请作者看过。"})
    assert (
        '<p class="answer" lang="zh-Hans">已请作者看过。</p>'
        in client.get(f"/en/mistakes/{made.token}/").text
    )

    made.refresh_from_db()
    assert refused.status_code == 409
    assert (made.answer, made.state) == ("已请作者看过。", Mistake.State.ANSWERED)


def test_the_form_and_the_answer_are_kept_by_nobody_in_between(client: Client) -> None:
    made = ReleaseFactory()
    for address in (f"/works/{made.slug}/mistake/", f"/mistakes/{sent(made).token}/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer.text


def test_any_number_of_reports_costs_the_same_queries(court: Court, client: Client) -> None:
    client.force_login(court.curator)
    made = ReleaseFactory()
    numbers = []
    for many in (1, 10):
        for n in range(many):
            sent(made, address=f"192.0.2.{n}")
            mistakes.answer(sent(made, address=f"192.0.2.{n}"), "谢谢", corrected=False, by=court.curator)
        caches["default"].clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/works/mistakes/")
        numbers.append(len(captured))

    assert numbers[0] == numbers[1]


def test_the_answer_names_the_work_as_it_is_public_now(client: Client) -> None:
    release = ReleaseFactory(content={"title": "张三案的清晨"})
    follow = f"/mistakes/{sent(release).token}/"
    assert "张三案的清晨" in client.get(follow).text

    WorkCard.objects.filter(release=release).update(title="法庭的清晨")
    answer = client.get(follow).text
    assert "法庭的清晨" in answer
    assert "张三案" not in answer

    WorkCard.objects.filter(release=release).delete()
    assert "清晨" not in client.get(follow).text


def test_what_does_not_fit_is_said(court: Court, client: Client) -> None:
    client.force_login(court.curator)
    made = ReleaseFactory()
    for n in range(22):
        sent(made, address=f"192.0.2.{n}")

    answer = client.get("/admin/works/mistakes/")

    assert answer.text.count('name="mistake"') == 20
    assert answer.context["behind"] == 2
