"""Many at once: each is planned with its reason, and one that cannot be taken keeps no other back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Draft
from submissions.models import State, Submission
from submissions.review import actions, many
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def fresh(*works: Submission) -> list[Submission]:
    return [Submission.objects.select_related("call", "kind").get(pk=work.pk) for work in works]


def test_plan_names_what_will_happen_with_each() -> None:
    curator = UserFactory(curator=True)
    clean = SubmissionFactory(endorsed=True)
    own = SubmissionFactory(endorsed=True, contributor=curator)
    hinted = SubmissionFactory(endorsed=True, text="请打13800138000。")
    returned = SubmissionFactory(returned=True)
    withdrawn = SubmissionFactory(endorsed=True)
    withdrawn.withdrawals.create(by=withdrawn.contributor)

    told = [row.refusal for row in many.plan(fresh(clean, own, hinted, returned, withdrawn), by=curator)]

    assert told[0] == ""
    assert "本人" in told[1] or "自己" in told[1]
    assert told[2] == "还有 1 处隐私提示未答复。"
    assert "退回" in told[3]
    assert "撤回" in told[4]


def test_what_is_planned_is_what_is_done() -> None:
    curator = UserFactory(curator=True)
    works = fresh(
        SubmissionFactory(endorsed=True),
        SubmissionFactory(endorsed=True, contributor=curator),
        SubmissionFactory(endorsed=True, text="请打13800138000。"),
        SubmissionFactory(endorsed=True),
    )
    planned = [bool(row.refusal) for row in many.plan(works, by=curator)]

    done = many.accept([(work, str(work.lock)) for work in fresh(*works)], by=curator)

    assert [bool(row.refusal) for row in done] == planned == [False, True, True, False]
    assert Submission.objects.filter(state=State.ACCEPTED).count() == Draft.objects.count() == 2


def test_work_that_changed_since_is_left_to_be_looked_at_again() -> None:
    work = SubmissionFactory(endorsed=True)
    seen = str(work.lock)
    actions.return_to_contributor(work, by=UserFactory(curator=True), reason="请改。")

    (row,) = many.accept([(*fresh(work), seen)], by=UserFactory(curator=True))

    assert "刚刚" in row.refusal
    assert Submission.objects.get().state == State.RETURNED


def test_nobody_but_a_curator_accepts_many() -> None:
    work = SubmissionFactory(endorsed=True)

    (row,) = many.accept([(work, str(work.lock))], by=UserFactory(liaison_of=work.unit))

    assert row.refusal
    assert Submission.objects.get().state == State.ENDORSED


def test_plan_costs_the_same_for_many() -> None:
    curator = UserFactory(curator=True)
    works = [SubmissionFactory(endorsed=True, kind="calligraphy") for _ in range(7)]

    def cost(chosen: list[Submission]) -> int:
        with CaptureQueriesContext(connection) as asked:
            many.plan(chosen, by=curator)
        return len(asked)

    cost(fresh(works[0]))  # the curator's roles are read once
    assert cost(fresh(works[0])) == cost(fresh(*works)) == 7
