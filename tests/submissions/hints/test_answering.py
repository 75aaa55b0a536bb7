"""A person answers each hint, by name; a work with an open one is not accepted."""

import pytest

from audit.models import Entry
from submissions.hints.answering import answer
from submissions.hints.finding import hints
from submissions.lifecycle import NotPossible
from submissions.models import HintAnswer, State, Submission
from submissions.review import actions
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db

HARMLESS, REMOVED = HintAnswer.Verdict.HARMLESS, HintAnswer.Verdict.REMOVED


def endorsed() -> tuple[Submission, str]:
    work = SubmissionFactory(endorsed=True, text="请打13800138000找我。")
    (hint,) = hints(work.versions.get(), work.kind)
    return work, hint.key


def test_work_with_an_open_hint_is_not_accepted_until_somebody_has_answered() -> None:
    work, key = endorsed()
    curator = UserFactory(curator=True)

    with pytest.raises(NotPossible, match="1 处隐私提示"):
        actions.accept(work, by=curator)
    assert Submission.objects.get(pk=work.pk).state == State.ENDORSED

    answer(work, work.versions.get(), {key: (HARMLESS, "单位公开电话")}, by=curator)
    actions.accept(work, by=curator)

    assert work.state == State.ACCEPTED


def test_open_hints_keep_nobody_from_returning() -> None:
    work, _key = endorsed()

    actions.return_to_contributor(work, by=UserFactory(curator=True), reason="请删去电话。")

    assert work.state == State.RETURNED


def test_answer_has_its_name_and_the_trail_never_repeats_the_number() -> None:
    work, key = endorsed()
    curator = UserFactory(curator=True)

    assert answer(work, work.versions.get(), {key: (REMOVED, "编辑时删去")}, by=curator) == 1

    row, entry = work.hint_answers.get(), Entry.objects.latest("pk")
    assert (row.by, row.verdict, row.note, row.version) == (
        curator,
        REMOVED,
        "编辑时删去",
        work.versions.get(),
    )
    assert (entry.action, entry.detail["verdict"], entry.detail["place"]) == (
        "submission.hint",
        "removed",
        "text",
    )
    assert "13800138000" not in str(entry.detail) + entry.label


def test_no_problem_needs_a_reason_and_then_nothing_is_kept() -> None:
    work, key = endorsed()

    with pytest.raises(NotPossible, match="13800138000"):
        answer(work, work.versions.get(), {key: (HARMLESS, "  ")}, by=UserFactory(curator=True))

    assert not work.hint_answers.exists()


def test_answer_given_anew_is_a_new_row_and_the_last_one_holds() -> None:
    work, key = endorsed()
    version, curator = work.versions.get(), UserFactory(curator=True)
    answer(work, version, {key: (REMOVED, "")}, by=curator)

    assert answer(work, version, {key: (REMOVED, "")}, by=curator) == 0
    answer(work, version, {key: (HARMLESS, "单位电话")}, by=curator)

    assert work.hint_answers.count() == 2
    assert hints(version, work.kind)[0].answer.verdict == HARMLESS


def test_what_is_no_hint_is_left_aside() -> None:
    work, key = endorsed()

    assert (
        answer(
            work, work.versions.get(), {"x": (REMOVED, ""), key: ("fine", "")}, by=UserFactory(curator=True)
        )
        == 0
    )


def test_nobody_answers_for_a_work_of_their_own_nor_without_the_role() -> None:
    own = UserFactory(curator=True)
    work = SubmissionFactory(contributor=own, endorsed=True, text="请打13800138000找我。")
    version = work.versions.get()
    key = hints(version, work.kind)[0].key

    for user in (own, UserFactory(), UserFactory(liaison_of=work.unit)):
        with pytest.raises(NotPossible):
            answer(work, version, {key: (REMOVED, "")}, by=user)
    assert not work.hint_answers.exists()
