"""The curators' desk: what waits longest stands first; a work is read whole and decided on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from submissions.intake import sending
from submissions.models import State, Submission
from submissions.review import actions
from tests.factories import AssetFactory, SubmissionFactory, UserFactory
from tests.submissions.views.test_desk import queries

pytestmark = pytest.mark.django_db

DESK = "/admin/submissions/"


@pytest.fixture
def curator(client: Client) -> User:
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


def titles(page) -> list[str]:
    return [row.work.title for row in page.context["rows"]]


def test_oldest_of_what_waits_stands_first(client: Client, curator: User) -> None:
    SubmissionFactory(endorsed=True, title="先到")
    SubmissionFactory(endorsed=True, title="后到")
    SubmissionFactory(sent=True, title="还在单位")

    assert titles(client.get(DESK)) == ["先到", "后到"]
    assert titles(client.get(DESK, {"tab": "units"})) == ["还在单位"]
    assert titles(client.get(DESK, {"tab": "nonsense"})) == ["先到", "后到"]


@pytest.mark.parametrize("state", ["returned", "accepted", "declined"])
def test_each_tab_shows_its_state(client: Client, curator: User, state: str) -> None:
    SubmissionFactory(**{state: True}, title="登高")
    SubmissionFactory(endorsed=True)

    assert titles(client.get(DESK, {"tab": state})) == ["登高"]


def test_an_empty_list_says_what_will_come_or_that_no_work_fits(client: Client, curator: User) -> None:
    assert "各单位推荐的作品会出现在这里" in client.get(DESK).content.decode()

    page = client.get(DESK, {"q": "登楼"}).content.decode()

    assert "没有符合条件的投稿" in page
    assert "各单位推荐的作品会出现在这里" not in page


def test_list_is_narrowed(client: Client, curator: User) -> None:
    essay = SubmissionFactory(endorsed=True, title="登高")
    SubmissionFactory(kind="calligraphy", endorsed=True, title="登楼")

    assert titles(client.get(DESK, {"kind": essay.kind_id})) == ["登高"]
    assert titles(client.get(DESK, {"unit": essay.unit_id})) == ["登高"]
    assert titles(client.get(DESK, {"call": essay.call_id})) == ["登高"]
    assert titles(client.get(DESK, {"q": "楼"})) == ["登楼"]
    assert titles(client.get(DESK, {"q": essay.receipt})) == ["登高"]
    assert titles(client.get(DESK, {"q": essay.contributor.name, "kind": "nonsense"})) == ["登高"]


@pytest.mark.parametrize("role", [None, Role.FIRST, Role.SECRECY])
def test_desk_is_the_curators_alone(client: Client, role: Role | None) -> None:
    work = SubmissionFactory(endorsed=True)
    client.force_login(UserFactory(role=role))

    assert client.get(DESK).status_code != 200
    assert client.get(f"{DESK}{work.uid}/").status_code != 200
    client.post(f"{DESK}{work.uid}/", {"act": "accept", "lock": work.lock})
    work.refresh_from_db()
    assert work.state == State.ENDORSED


@pytest.mark.parametrize(
    ("act", "state"), [("accept", State.ACCEPTED), ("return", State.RETURNED), ("decline", State.DECLINED)]
)
def test_work_is_decided_on(client: Client, curator: User, act: str, state: State) -> None:
    work = SubmissionFactory(endorsed=True)

    response = client.post(f"{DESK}{work.uid}/", {"act": act, "lock": work.lock, "reason": "请见意见。"})

    work.refresh_from_db()
    assert response["Location"] == DESK
    assert work.state == state
    assert (work.decisions.last().by, work.decisions.last().reason) == (curator, "请见意见。")


def test_missing_reason_is_asked_for_and_nothing_changes(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True)

    page = client.post(f"{DESK}{work.uid}/", {"act": "decline", "lock": work.lock})

    work.refresh_from_db()
    assert page.status_code == 409
    assert "请写明原因，投稿人会看到。" in page.rendered_content
    assert work.state == State.ENDORSED


def test_two_curators_never_decide_on_the_same_one(client: Client, curator: User) -> None:
    work = SubmissionFactory(endorsed=True)
    read = work.lock
    actions.return_to_contributor(work, by=UserFactory(curator=True), reason="请改。")

    page = client.post(f"{DESK}{work.uid}/", {"act": "accept", "lock": read, "reason": "很好"})

    work.refresh_from_db()
    assert page.status_code == 409
    assert "刚刚由别人处理过" in page.rendered_content
    assert work.state == State.RETURNED


def test_work_of_ones_own_is_shown_without_buttons(client: Client, curator: User) -> None:
    work = SubmissionFactory(contributor=curator, endorsed=True)

    page = client.get(f"{DESK}{work.uid}/")
    refused = client.post(f"{DESK}{work.uid}/", {"act": "accept", "lock": work.lock})

    work.refresh_from_db()
    assert 'value="accept"' not in page.rendered_content
    assert refused.status_code == 409
    assert work.state == State.ENDORSED


def test_versions_stand_beside_each_other(client: Client, curator: User) -> None:
    work = SubmissionFactory(returned=True, title="登高")
    Submission.objects.filter(pk=work.pk).update(title="登高望远")
    work.refresh_from_db()
    sending.send(work, by=work.contributor)

    page = client.get(f"{DESK}{work.uid}/")
    first = client.get(f"{DESK}{work.uid}/?version=1")

    assert "<ins>望远</ins>" in page.rendered_content
    assert first.context["shown"].number == 1


def test_same_file_in_another_submission_is_pointed_out(client: Client, curator: User) -> None:
    other = SubmissionFactory(kind="calligraphy", sent=True, title="早先的一件")
    same = AssetFactory(sha256=other.files.get().asset.sha256)
    work = SubmissionFactory(kind="calligraphy", assets=[same], endorsed=True)

    page = client.get(f"{DESK}{work.uid}/")

    assert list(page.context["twins"]) == [other]


def test_draft_is_nobodys_but_its_contributors(client: Client, curator: User) -> None:
    assert client.get(f"{DESK}{SubmissionFactory().uid}/").status_code == 404
    own = SubmissionFactory(contributor=curator)
    assert client.get(f"{DESK}{own.uid}/")["Location"] == f"/me/{own.uid}/edit/"


@pytest.mark.parametrize("tab", ["waiting", "units", "accepted"])
def test_desk_costs_the_same_whatever_its_length(client: Client, curator: User, tab: str) -> None:
    def more() -> None:
        for state in ("endorsed", "sent", "accepted"):
            SubmissionFactory(**{state: True})

    more()
    one = queries(client, f"{DESK}?tab={tab}")
    more()
    more()

    assert queries(client, f"{DESK}?tab={tab}") == one


def test_what_waits_too_long_is_marked(client: Client, curator: User, settings) -> None:
    settings.OVERDUE_DAYS = 5
    late, punctual = SubmissionFactory(endorsed=True), SubmissionFactory(endorsed=True)
    for work, days in ((late, 6), (punctual, 5)):
        Submission.objects.filter(pk=work.pk).update(since=timezone.now() - timedelta(days=days, minutes=1))

    page = client.get(DESK).rendered_content

    assert "有 1 件已等候超过 5 天" in page
    assert "已等候 6 天" in page
    assert "已等候 5 天" not in page
