"""Who reads and who decides: liaisons for their units, curators for what was endorsed, nobody on a work of their own."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Membership
from submissions import rules
from submissions.intake import drafts
from submissions.models import Submission
from tests.factories import SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_liaison_decides_on_what_was_sent_by_the_own_unit_only() -> None:
    submission = SubmissionFactory(sent=True)

    assert rules.may_decide(UserFactory(liaison_of=submission.unit), submission) is True
    assert rules.may_decide(UserFactory(liaison_of=UnitFactory()), submission) is False
    assert rules.may_decide(UserFactory(unit=submission.unit), submission) is False
    assert rules.may_decide(UserFactory(curator=True), submission) is False
    assert rules.may_decide(AnonymousUser(), submission) is False


def test_curator_decides_on_what_was_endorsed() -> None:
    submission = SubmissionFactory(endorsed=True)

    assert rules.may_decide(UserFactory(curator=True), submission) is True
    assert rules.may_decide(UserFactory(liaison_of=submission.unit), submission) is False


def test_deactivated_account_decides_on_nothing() -> None:
    submission = SubmissionFactory(endorsed=True)

    assert rules.may_decide(UserFactory(curator=True, is_active=False), submission) is False
    assert rules.may_read(UserFactory(curator=True, is_active=False), submission) is False


@pytest.mark.parametrize("state", ["returned", "recalled", "declined", "accepted"])
def test_nobody_decides_on_what_waits_for_nobody(state: str) -> None:
    submission = SubmissionFactory(**{state: True})

    assert rules.may_decide(UserFactory(curator=True), submission) is False
    assert rules.may_decide(UserFactory(liaison_of=submission.unit), submission) is False


def test_contributor_who_is_curator_does_not_decide() -> None:
    submission = SubmissionFactory(contributor=UserFactory(curator=True), endorsed=True)

    assert rules.may_decide(submission.contributor, submission) is False


def test_author_by_staff_number_does_not_decide() -> None:
    curator = UserFactory(curator=True)
    authors = [{"name": "笔名", "user": curator.pk}]
    submission = SubmissionFactory(authors=authors, endorsed=True)

    assert rules.may_decide(curator, submission) is False


def test_namesake_of_an_author_without_a_number_does_not_decide() -> None:
    submission = SubmissionFactory(authors=[{"name": "王芳", "user": None}], endorsed=True)

    assert rules.may_decide(UserFactory(curator=True, name="王芳"), submission) is False


def test_namesake_of_an_author_with_another_number_decides() -> None:
    authors = [{"name": "王芳", "user": UserFactory(name="王芳").pk}]
    submission = SubmissionFactory(authors=authors, endorsed=True)

    assert rules.may_decide(UserFactory(curator=True, name="王芳"), submission) is True


def test_curators_stand_in_where_the_only_liaison_made_the_work() -> None:
    submission = SubmissionFactory(sent=True)
    Membership.objects.filter(unit=submission.unit, role=Membership.Role.LIAISON).delete()
    liaison = UserFactory(liaison_of=submission.unit)
    submission.authors.append({"name": liaison.name, "user": liaison.pk})
    submission.save()

    assert rules.may_decide(UserFactory(curator=True), submission) is True
    assert rules.may_decide(liaison, submission) is False


def test_draft_is_read_by_its_contributor_alone() -> None:
    author = UserFactory()
    submission = SubmissionFactory(authors=[{"name": author.name, "user": author.pk}])

    assert rules.may_read(submission.contributor, submission) is True
    assert rules.may_read(author, submission) is False
    assert rules.may_read(UserFactory(curator=True), submission) is False
    assert rules.may_read(UserFactory(liaison_of=submission.unit), submission) is False


def test_what_was_sent_is_read_by_authors_liaisons_and_curators() -> None:
    author = UserFactory()
    submission = SubmissionFactory(authors=[{"name": author.name, "user": author.pk}], sent=True)

    assert rules.may_read(author, submission) is True
    assert rules.may_read(UserFactory(curator=True), submission) is True
    assert rules.may_read(UserFactory(liaison_of=submission.unit), submission) is True
    assert rules.may_read(UserFactory(unit=submission.unit), submission) is False


def test_asking_costs_no_query_for_each_work_of_a_list(django_assert_num_queries) -> None:
    works: list[Submission] = [SubmissionFactory(endorsed=True) for _ in range(3)]
    curator = UserFactory(curator=True)
    rules.may_decide(curator, works[0])

    with django_assert_num_queries(0):
        assert [rules.may_decide(curator, work) for work in works] == [True, True, True]


def test_who_wrote_a_draft_before_it_was_handed_on_judges_it_not() -> None:
    work = SubmissionFactory()
    writer, colleague = work.contributor, UserFactory(unit=work.unit)
    drafts.hand_over(work, colleague.username, writer)
    work.refresh_from_db()
    work.authors = [{"name": colleague.name, "user": colleague.pk}]

    assert rules.is_maker(writer, work)
