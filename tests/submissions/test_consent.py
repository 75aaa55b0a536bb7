"""Consent taken back: whoever may, at once, once, seen by the curators, and nothing goes on."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from submissions import consent, signals
from submissions.intake import sending
from submissions.intake.requirements import problems
from submissions.lifecycle import NotPossible
from submissions.models import Submission
from submissions.review import actions
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list:
    heard: list = []

    def hear(sender, submission, withdrawal, by, **kwargs) -> None:
        heard.append((submission, withdrawal, by))

    signals.consent_withdrawn.connect(hear)
    yield heard
    signals.consent_withdrawn.disconnect(hear)


def test_author_takes_back_and_the_curators_see_it(told, django_capture_on_commit_callbacks) -> None:
    author = UserFactory()
    work = SubmissionFactory(endorsed=True)
    Submission.objects.filter(pk=work.pk).update(authors=[{"name": author.name, "user": author.pk}])
    work.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        request = consent.withdraw(work, by=author, reason="不想公开了")

    assert list(consent.open_requests()) == [request]
    assert told == [(work, request, author)]
    assert Entry.objects.filter(action="consent.withdrawn", subject=f"submission:{work.pk}").exists()
    with pytest.raises(NotPossible):
        consent.withdraw(work, by=work.contributor)
    with pytest.raises(NotPossible, match="撤回"):
        actions.accept(work, by=UserFactory(curator=True))


def test_strangers_and_drafts_have_nothing_to_take_back() -> None:
    work = SubmissionFactory(sent=True)
    with pytest.raises(PermissionDenied):
        consent.withdraw(work, by=UserFactory())
    draft = SubmissionFactory()
    with pytest.raises(PermissionDenied):
        consent.withdraw(draft, by=draft.contributor)


def test_terms_must_be_accepted_anew_and_nothing_is_sent_before_it_is_settled() -> None:
    work = SubmissionFactory(returned=True)
    consent.withdraw(work, by=work.contributor)
    work.refresh_from_db()

    assert "terms" in problems(work)
    Submission.objects.filter(pk=work.pk).update(terms=work.call.terms, terms_accepted_at=work.made_at)
    work.refresh_from_db()
    with pytest.raises(NotPossible, match="撤回"):
        sending.send(work, by=work.contributor)

    consent.settle(work, by=UserFactory(curator=True), reason="未公开，已停止。")
    sending.send(work, by=work.contributor)


def test_a_curator_settles_once_and_says_what_was_done() -> None:
    work = SubmissionFactory(accepted=True)
    curator = UserFactory(curator=True)
    consent.withdraw(work, by=work.contributor)

    with pytest.raises(PermissionDenied):
        consent.settle(work, by=work.contributor, reason="好")
    with pytest.raises(NotPossible):
        consent.settle(work, by=curator, reason=" ")
    done = consent.settle(work, by=curator, reason="已撤下")
    assert (done.settled_by, done.outcome) == (curator, "已撤下")
    with pytest.raises(NotPossible):
        consent.settle(work, by=curator, reason="已撤下")
