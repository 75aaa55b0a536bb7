"""The confirmation names what will happen; then one act does it."""

import pytest
from django.test import Client

from accounts.models import User
from submissions.models import State, Submission
from tests.factories import SubmissionFactory, UserFactory
from tests.submissions.views.test_desk import queries

pytestmark = pytest.mark.django_db

ACCEPT = "/admin/submissions/accept/"


@pytest.fixture
def curator(client: Client) -> User:
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


def test_confirmation_tells_both_and_changes_nothing(client: Client, curator: User) -> None:
    clean = SubmissionFactory(endorsed=True, title="登高")
    hinted = SubmissionFactory(endorsed=True, title="登楼", text="请打13800138000。")

    page = client.get(ACCEPT, {"work": [clean.uid, hinted.uid, "nonsense"]})

    assert page.context["takes"] == [clean]
    assert [row.work for row in page.context["refuses"]] == [hinted]
    assert f'name="lock-{clean.uid}"' in page.rendered_content
    assert f'name="lock-{hinted.uid}"' not in page.rendered_content
    assert not Submission.objects.filter(state=State.ACCEPTED).exists()


def test_confirmed_ones_are_accepted(client: Client, curator: User) -> None:
    works = [SubmissionFactory(endorsed=True) for _ in range(3)]
    data = {"work": [work.uid for work in works]} | {f"lock-{work.uid}": work.lock for work in works[:2]}

    page = client.post(ACCEPT, data, follow=True).content.decode()

    assert Submission.objects.filter(state=State.ACCEPTED).count() == 2
    assert "已采用 2 件" in page
    assert f"《{works[2].title}》未采用" in page


def test_nothing_chosen_leads_back(client: Client, curator: User) -> None:
    assert client.get(ACCEPT)["Location"] == "/admin/submissions/"


def test_drafts_of_others_are_not_even_named(client: Client, curator: User) -> None:
    assert client.get(ACCEPT, {"work": SubmissionFactory().uid}).status_code == 302


def test_page_is_the_curators_alone(client: Client) -> None:
    work = SubmissionFactory(endorsed=True)
    client.force_login(UserFactory(liaison_of=work.unit))

    client.post(ACCEPT, {"work": work.uid, f"lock-{work.uid}": work.lock})

    assert Submission.objects.get().state == State.ENDORSED


def test_confirmation_costs_the_same_for_many(client: Client, curator: User) -> None:
    works = [SubmissionFactory(endorsed=True) for _ in range(6)]
    everybody = "&".join(f"work={work.uid}" for work in works)

    assert queries(client, f"{ACCEPT}?work={works[0].uid}") == queries(client, f"{ACCEPT}?{everybody}")
