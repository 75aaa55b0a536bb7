"""Hints stand with their place and their words around them, and keep their answers where the text is the same."""

import pytest

from submissions.hints.answering import answer
from submissions.hints.finding import hints, unresolved
from submissions.intake import sending
from submissions.models import HintAnswer, Submission
from submissions.review import actions
from tests.factories import DECLARED, AssetFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_hint_tells_what_stands_where() -> None:
    work = SubmissionFactory(endorsed=True, text="第一段。\n请打１３８００１３８０００找我。\n第三段。")

    (hint,) = hints(work.versions.get(), work.kind)

    assert (hint.kind, hint.place, hint.offset) == ("mobile", "text", 7)
    assert (hint.before, hint.hit, hint.after) == ("请打", "１３８００１３８０００", "找我。")
    assert hint.answer is None


def test_files_and_the_contributors_own_answers_hint_too() -> None:
    work = SubmissionFactory(
        kind="calligraphy",
        assets=[AssetFactory(facts={"gps": True})],
        declared=DECLARED | {"minor": "agreed", "portrait": "agreed", "case": "yes"},
        endorsed=True,
    )

    found = [str(hint.kind) for hint in hints(work.versions.get(), work.kind)]

    assert found == ["position", "portrait", "minor", "case"]


def test_harmless_work_has_none() -> None:
    work = SubmissionFactory(kind="calligraphy", endorsed=True)

    assert hints(work.versions.get(), work.kind) == []


def test_answer_holds_for_the_next_version_where_the_text_is_the_same() -> None:
    curator = UserFactory(curator=True)
    work = SubmissionFactory(endorsed=True, text="热线13800138000。\n车牌云A12345。")
    first = work.versions.get()
    given = {hint.key: (HintAnswer.Verdict.REMOVED, "") for hint in hints(first, work.kind)}
    answer(work, first, given, by=curator)
    actions.return_to_contributor(work, by=curator, reason="请改。")
    Submission.objects.filter(pk=work.pk).update(text="开头改了。\n热线13800138000。\n车牌云A54321。")
    work.refresh_from_db()
    sending.send(work, by=work.contributor)

    assert [hint.hit for hint in unresolved(actions.latest(work), work.kind)] == ["云A54321"]


def test_one_question_more_for_many_hints(django_assert_num_queries) -> None:
    work = SubmissionFactory(endorsed=True, text="".join(f"电话1380013{n:04}。" for n in range(200)))
    version = work.versions.get()

    with django_assert_num_queries(2):  # answers, files
        hints(version, work.kind)
    pictures = SubmissionFactory(kind="photograph", endorsed=True)
    version = pictures.versions.get()
    with django_assert_num_queries(3):  # and what was made of them
        hints(version, pictures.kind)
