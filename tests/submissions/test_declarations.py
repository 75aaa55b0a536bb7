"""What is declared of a work: every question answered, careful answers marked, in the reader's language."""

import pytest
from django.utils import translation

from submissions.declarations import in_words, lacking, names_are_public
from submissions.intake.requirements import problems
from tests.factories import DECLARED, SubmissionFactory, kind

pytestmark = pytest.mark.django_db


def test_every_question_wants_its_answer() -> None:
    work = SubmissionFactory(kind="photograph", declared={})

    assert list(problems(work)) == [
        "declared_portrait",
        "declared_minor",
        "declared_case",
        "declared_name_public",
        "declared_no_secret",
    ]
    assert "declared_portrait" not in problems(SubmissionFactory(declared={}))


@pytest.mark.parametrize("name", ["portrait", "minor"])
def test_people_are_asked_before_the_work_is_sent(name: str) -> None:
    assert lacking(kind("photograph"), {**DECLARED, name: "not_yet"}) == {
        f"declared_{name}": "请先征得同意，再选“是”。"
    }
    assert lacking(kind("photograph"), {**DECLARED, name: "agreed"}) == {}


def test_answers_are_read_in_words_and_careful_ones_are_marked() -> None:
    rows = in_words(kind("photograph"), {**DECLARED, "case": "yes", "portrait": "stray"})
    with translation.override("en"):
        english = in_words(kind("essay"), {"minor": "agreed"})

    assert ("涉案", "是", True) in rows
    assert ("涉未成年人", "否", False) in rows
    assert "肖像" not in {label for label, _answer, _careful in rows}
    assert english == [("Minors", "Yes, and the guardians have agreed", True)]


def test_names_are_public_unless_somebody_said_no() -> None:
    assert names_are_public({})
    assert not names_are_public({"name_public": "no"})
