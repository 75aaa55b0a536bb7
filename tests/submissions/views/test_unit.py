"""A liaison's desk: works of the own units, endorsed or returned with a reason."""

import pytest
from django.test import Client

from accounts.models import User
from campaigns.quotas import set_quotas
from submissions.intake import agreeing, newer
from submissions.models import State, Submission
from tests.factories import AssetFactory, CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind
from tests.submissions.views.test_desk import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Submission:
    return SubmissionFactory(sent=True, title="村口的调解")


@pytest.fixture
def liaison(client: Client, work: Submission) -> User:
    user = UserFactory(liaison_of=work.unit)
    client.force_login(user)
    return user


def test_desk_shows_what_the_own_units_sent(client: Client, work: Submission, liaison: User) -> None:
    SubmissionFactory(sent=True, title="别的单位的作品")
    SubmissionFactory(unit=work.unit, title="还没提交的草稿")

    page = client.get("/unit/")

    assert "村口的调解" in page.text
    assert "别的单位的作品" not in page.text
    assert "还没提交的草稿" not in page.text
    assert "no-store" in page["Cache-Control"]


def test_long_line_says_how_many_more_wait(
    client: Client, work: Submission, liaison: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("submissions.views.unit.A_PAGE", 1)
    SubmissionFactory(unit=work.unit, sent=True)

    assert "后面还有 1 件待审核。" in client.get("/unit/").text


def test_desk_is_closed_to_all_others(client: Client, work: Submission) -> None:
    client.force_login(work.contributor)

    assert client.get("/unit/").status_code == 404
    assert client.get(f"/unit/{work.uid}/").status_code == 404


def test_work_is_endorsed(client: Client, work: Submission, liaison: User) -> None:
    response = client.post(f"/unit/{work.uid}/", {"act": "endorse", "lock": work.lock})

    work.refresh_from_db()
    assert response["Location"] == "/unit/"
    assert work.state == State.ENDORSED


def test_work_is_returned_with_a_reason(client: Client, work: Submission, liaison: User) -> None:
    without = client.post(f"/unit/{work.uid}/", {"act": "return", "lock": work.lock})
    client.post(f"/unit/{work.uid}/", {"act": "return", "lock": work.lock, "reason": "请写明时间。"})

    work.refresh_from_db()
    assert without.status_code == 409
    assert "请写明原因，投稿人会看到。" in without.text
    assert work.state == State.RETURNED
    assert work.decisions.last().reason == "请写明时间。"


def test_reason_stays_in_the_form_when_somebody_was_quicker(
    client: Client, work: Submission, liaison: User
) -> None:
    page = client.post(f"/unit/{work.uid}/", {"act": "return", "lock": "0", "reason": "写了很久的意见"})

    work.refresh_from_db()
    assert page.status_code == 409
    assert "写了很久的意见" in page.text
    assert work.state == State.SENT


def test_work_of_ones_own_is_shown_without_buttons(client: Client, work: Submission, liaison: User) -> None:
    work.authors.append({"name": liaison.name, "user": liaison.pk})
    work.save()

    page = client.get(f"/unit/{work.uid}/")
    refused = client.post(f"/unit/{work.uid}/", {"act": "endorse", "lock": work.lock})

    work.refresh_from_db()
    assert "这是您自己的作品，须由同事处理。" in page.text
    assert 'value="endorse"' not in page.text
    assert refused.status_code == 409
    assert "须由同事处理" in refused.text
    assert work.state == State.SENT


def test_work_of_another_unit_is_not_found(client: Client, liaison: User) -> None:
    other = SubmissionFactory(sent=True, unit=UnitFactory())

    assert client.get(f"/unit/{other.uid}/").status_code == 404
    assert client.post(f"/unit/{other.uid}/", {"act": "endorse"}).status_code == 404


def test_desk_costs_the_same_whatever_its_length(client: Client, work: Submission, liaison: User) -> None:
    def more() -> None:
        for state in ("sent", "endorsed", "returned", "accepted"):
            SubmissionFactory(unit=work.unit, **{state: True})

    more()
    one = queries(client, "/unit/")
    more()
    more()

    assert queries(client, "/unit/") == one
    assert one <= 28


def test_summary_sheet_is_taken_by_liaisons_alone(client: Client) -> None:
    work = SubmissionFactory(sent=True)
    client.force_login(UserFactory(liaison_of=work.unit))
    taken = client.post("/unit/summary/")
    client.force_login(UserFactory())

    assert taken["Content-Type"].endswith("spreadsheetml.sheet")
    assert taken.content.startswith(b"PK")
    assert client.post("/unit/summary/").status_code == 404


def test_quota_and_endorsed_works_stand_on_the_desk_and_too_many_are_told(client: Client) -> None:
    unit, call = UnitFactory(), CallFactory(kinds=["essay"])
    place = (kind("essay").pk, None)
    set_quotas(call, {place: 1}, binding=False, by=UserFactory(curator=True))
    works = [SubmissionFactory(call=call, kind=kind("essay"), unit=unit, sent=True) for _ in range(2)]
    client.force_login(UserFactory(liaison_of=unit))
    for work in works:
        said = {"act": "endorse", "lock": work.lock}
        page = client.post(f"/unit/{work.uid}/", said, follow=True)

    assert "已推荐 2 件，超过名额 1 件" in page.text
    assert "已推荐 2 / 名额 1" in client.get("/unit/").text


def test_a_full_quota_that_binds_is_a_sentence(client: Client) -> None:
    unit, call = UnitFactory(), CallFactory(kinds=["essay"])
    set_quotas(call, {(kind("essay").pk, None): 0}, binding=True, by=UserFactory(curator=True))
    work = SubmissionFactory(call=call, kind=kind("essay"), unit=unit, sent=True)
    client.force_login(UserFactory(liaison_of=unit))
    refused = client.post(f"/unit/{work.uid}/", {"act": "endorse", "lock": work.lock})

    assert refused.status_code == 409
    assert "不能再推荐" in refused.text


@pytest.fixture
def newly_signed(client: Client) -> Submission:
    """An accepted work of somebody without an account, with a newer version that brings another paper."""
    work = SubmissionFactory(
        authors=[{"name": "示例退休同事", "user": None}], title="老院子", put="accepted", unit=UnitFactory()
    )
    client.force_login(UserFactory(liaison_of=work.unit))
    newer.begin(work, by=work.contributor, reason="改正一字")
    agreeing.attach_paper(work, AssetFactory(owner=work.contributor))
    newer.offer(work, by=work.contributor)
    return work


def test_a_newly_signed_declaration_waits_for_the_liaison_and_is_attested(
    client: Client, newly_signed: Submission
) -> None:
    assert "待核对的承诺书" in client.get("/unit/").text
    page = client.get(f"/unit/{newly_signed.uid}/")
    paper = agreeing.paper_of(newly_signed)

    not_ticked = client.post(f"/unit/{newly_signed.uid}/", {"act": "attest"})
    assert not_ticked.status_code == 409
    assert "勾选" in not_ticked.text
    client.post(f"/unit/{newly_signed.uid}/", {"act": "attest", "attest": str(paper.asset.uid)})

    assert f'value="{paper.asset.uid}"' in page.text
    assert agreeing.paper_of(newly_signed).attested_by == page.wsgi_request.user
    assert "待核对的承诺书" not in client.get("/unit/").text
    assert newly_signed.papers.count() == 2  # the first stays beside it


def test_papers_cost_the_desk_no_more_queries(client: Client, newly_signed: Submission) -> None:
    with_one = queries(client, "/unit/")
    for _each in range(3):
        work = SubmissionFactory(
            authors=[{"name": "示例退休同事", "user": None}], put="accepted", unit=newly_signed.unit
        )
        newer.begin(work, by=work.contributor, reason="改正一字")
        agreeing.attach_paper(work, AssetFactory(owner=work.contributor))
        newer.offer(work, by=work.contributor)

    assert queries(client, "/unit/") == with_one
