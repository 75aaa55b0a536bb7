"""Where a work is, in words: with whom, since when, what was said."""

import datetime as dt
from collections.abc import Sequence

import pytest
from django.utils import timezone

from accounts.models import Membership, User
from submissions import progress
from submissions.models import State, Submission
from submissions.progress import Progress
from submissions.whereabouts import describe, with_history
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def one(submission: Submission):
    return describe([submission], submission.contributor)[submission.pk]


def today(submission: Submission) -> str:
    return f"今天 {timezone.localtime(submission.since):%H:%M}"


@pytest.fixture
def sent() -> Submission:
    submission = SubmissionFactory(sent=True)
    Membership.objects.filter(unit=submission.unit, role=Membership.Role.LIAISON).delete()
    return submission


def test_draft_is_with_its_contributor() -> None:
    assert one(SubmissionFactory()).after == "提交之前别人看不到。"


def test_what_was_sent_is_with_the_units_liaison_by_name(sent: Submission) -> None:
    UserFactory(name="李明", liaison_of=sent.unit)
    UserFactory(name="旧人", liaison_of=sent.unit, is_active=False)

    assert one(sent).sentence == f"在李明处，自{today(sent)}"


def test_many_liaisons_are_named_by_the_first(sent: Submission) -> None:
    for name in ("李明", "张敏", "赵磊"):
        UserFactory(name=name, liaison_of=sent.unit)

    assert one(sent).sentence == f"在李明等 3 人处，自{today(sent)}"


def test_work_of_a_unit_without_a_liaison_is_with_the_new_media_team(sent: Submission) -> None:
    assert one(sent).sentence == f"在新媒体团队处，自{today(sent)}"


def test_reason_of_a_return_is_told_with_who_returned_it() -> None:
    submission = SubmissionFactory(returned=True)
    by = submission.decisions.last().by

    where = one(submission)

    assert where.sentence == f"{by.name}已退回给您，{today(submission)}"
    assert where.reason == "请补充拍摄地点。"
    assert where.after == "请修改后重新提交。"


@pytest.mark.parametrize(
    ("state", "sentence"), [("returned", "{by}已退回给王芳，{today}"), ("recalled", "王芳已撤回，{today}")]
)
def test_to_its_liaison_the_contributor_has_a_name(state: str, sentence: str) -> None:
    submission = SubmissionFactory(contributor__name="王芳", **{state: True})
    by = submission.decisions.last().by
    liaison = UserFactory(liaison_of=submission.unit)

    where = describe([submission], liaison)[submission.pk]

    assert where.sentence == sentence.format(by=by, today=today(submission))
    assert where.after == ""


def test_accepted_work_is_told_by_whoever_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = SubmissionFactory(accepted=True)
    monkeypatch.setattr(progress, "_describers", [])

    @progress.register
    def tell(works: Sequence[Submission]) -> dict[int, Progress]:
        yesterday = timezone.now() - dt.timedelta(days=1)
        return {work.pk: Progress("已公开", yesterday, "/works/x/", "看公开页") for work in works}

    where = one(submission)

    assert (where.sentence, where.url, where.link) == ("已公开（昨天起）", "/works/x/", "看公开页")


def test_accepted_work_that_nobody_tells_of_is_with_the_new_media_team(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submission = SubmissionFactory(accepted=True)
    monkeypatch.setattr(progress, "_describers", [])

    assert one(submission).after == "新媒体团队正在编辑页面。"


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(number: int, django_assert_num_queries) -> None:
    for state in (State.SENT, State.RETURNED, State.ENDORSED):
        for _ in range(number):
            SubmissionFactory(**{state.value: True})

    with django_assert_num_queries(3):  # works, decisions, liaisons
        describe(list(with_history(Submission.objects.all())), User())
