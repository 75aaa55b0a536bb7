"""A work before the curators: its privacy hints are shown in context and answered on the page."""

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import User
from submissions.hints.finding import hints
from submissions.intake import sending
from submissions.models import State, Submission
from tests.factories import SubmissionFactory, UserFactory
from tests.submissions.views.test_desk import queries

pytestmark = pytest.mark.django_db

DESK = "/admin/submissions/"
TEXT = "请打13800138000找我，或到云A12345车旁。"


@pytest.fixture
def curator(client: Client) -> User:
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


def keys(work) -> list[str]:
    return [hint.key for hint in hints(work.versions.last(), work.kind)]


def test_hints_are_shown_in_context_and_answered(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True, text=TEXT)
    address = f"{DESK}{work.uid}/"
    phone, plate = keys(work)

    page = client.get(address).rendered_content
    refused = client.post(address, {"act": "accept", "lock": work.lock})
    client.post(
        address,
        {
            "act": "hints",
            "lock": work.lock,
            "hint": [phone, plate],
            f"verdict-{phone}": "harmless",
            f"note-{phone}": "单位公开电话",
            f"verdict-{plate}": "removed",
        },
    )
    after = client.get(address).rendered_content
    client.post(address, {"act": "accept", "lock": work.lock})

    work.refresh_from_db()
    assert "请打<mark>13800138000</mark>找我" in page
    assert refused.status_code == 409
    assert "2 处隐私提示" in refused.rendered_content
    assert "单位公开电话" in after
    assert work.state == State.ACCEPTED


def test_one_answer_serves_all_that_are_open(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True, text=TEXT)
    phone, plate = keys(work)

    client.post(
        f"{DESK}{work.uid}/",
        {
            "act": "hints",
            "lock": work.lock,
            "hint": [phone, plate],
            f"verdict-{phone}": "removed",
            "verdict-all": "harmless",
            "note-all": "都已核对",
        },
    )

    assert sorted(work.hint_answers.values_list("verdict", "note")) == [
        ("harmless", "都已核对"),
        ("removed", ""),
    ]


def test_answer_without_its_reason_is_refused_and_kept_in_the_form(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True, text=TEXT)
    phone, plate = keys(work)

    page = client.post(
        f"{DESK}{work.uid}/",
        {
            "act": "hints",
            "lock": work.lock,
            "hint": [phone, plate],
            f"verdict-{phone}": "harmless",
            f"verdict-{plate}": "removed",
            f"note-{plate}": "裁掉车牌",
        },
    )

    assert page.status_code == 409
    assert "请写明为什么“13800138000”没有问题" in page.rendered_content
    assert 'value="裁掉车牌"' in page.rendered_content
    assert not work.hint_answers.exists()


def test_work_that_changed_meanwhile_takes_no_answers(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True, text=TEXT)
    (phone, _plate) = keys(work)

    page = client.post(
        f"{DESK}{work.uid}/",
        {"act": "hints", "lock": work.lock + 1, "hint": phone, f"verdict-{phone}": "removed"},
    )

    assert page.status_code == 409
    assert not work.hint_answers.exists()


def test_page_costs_the_same_with_many_hints(client: Client, curator: User) -> None:
    few = SubmissionFactory(endorsed=True, text=TEXT)
    many = SubmissionFactory(endorsed=True, text="".join(f"电话1380013{n:04}。" for n in range(60)))

    assert queries(client, f"{DESK}{many.uid}/") == queries(client, f"{DESK}{few.uid}/")


def test_next_leads_through_the_list_as_it_is_narrowed(client: Client, curator: User) -> None:
    first, essay, other, last = (
        SubmissionFactory(endorsed=True, kind=kind) for kind in ("essay", "essay", "calligraphy", "essay")
    )
    query = f"tab=waiting&kind={first.kind_id}"

    page = client.get(f"{DESK}{essay.uid}/?{query}")

    assert page.context["before"] == f"{DESK}{first.uid}/?{query}"
    assert page.context["after"] == f"{DESK}{last.uid}/?{query}"
    assert client.get(f"{DESK}{essay.uid}/").context["after"] == f"{DESK}{other.uid}/"
    assert client.get(f"{DESK}{last.uid}/?{query}").context["after"] == ""


def test_decision_leads_to_the_next_one(client: Client, curator: User) -> None:
    first, second = SubmissionFactory(endorsed=True), SubmissionFactory(endorsed=True)

    response = client.post(f"{DESK}{first.uid}/?tab=waiting", {"act": "accept", "lock": first.lock})

    assert response["Location"] == f"{DESK}{second.uid}/?tab=waiting"


def test_newest_first_lists_are_walked_in_their_own_order(client: Client, curator: User) -> None:
    older, newer = SubmissionFactory(accepted=True), SubmissionFactory(accepted=True)

    assert client.get(f"{DESK}{newer.uid}/").context["after"] == f"{DESK}{older.uid}/"


def test_changed_parts_stand_beside_each_other(client: Client, curator: User) -> None:
    work = SubmissionFactory(returned=True, title="登高")
    Submission.objects.filter(pk=work.pk).update(title="登楼")
    work.refresh_from_db()
    sending.send(work, by=work.contributor)

    page = client.get(f"{DESK}{work.uid}/").rendered_content

    assert "登<del>高</del>" in page
    assert "登<ins>楼</ins>" in page


def test_keys_are_told_to_whoever_has_them_on(client: Client, curator: User) -> None:
    address = f"{DESK}{SubmissionFactory(endorsed=True).uid}/"
    assert "reading-keys" in client.get(address).rendered_content

    UserProfile.objects.filter(user=curator).update(keyboard_shortcuts=False)

    assert "reading-keys" not in client.get(address).rendered_content
