"""Who hears what of a submission, and who does not."""

import pytest
from django.db import transaction

from accounts.messages.models import Message
from submissions import consent
from submissions.intake import drafts, sending
from submissions.review import actions
from tests.factories import CallFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(user) -> list[tuple[str, str]]:
    return list(Message.objects.filter(to=user).order_by("pk").values_list("kind", "link"))


@pytest.fixture
def work():
    work = SubmissionFactory(title="登高")
    work.coauthor = UserFactory()
    work.authors = [*work.authors, {"name": work.coauthor.name, "user": work.coauthor.pk}]
    work.save()
    work.liaison = UserFactory(liaison_of=work.unit)
    return work


def test_the_units_liaisons_hear_what_waits_for_them(work) -> None:
    elsewhere = UserFactory(liaison_of=SubmissionFactory().unit)
    sending.send(work, by=work.contributor)

    assert told(work.liaison) == [("submission.waits", f"/unit/{work.uid}/")]
    assert told(elsewhere) == told(work.contributor) == []


def test_a_liaison_is_not_asked_about_a_work_of_their_own(work) -> None:
    work.authors.append({"name": work.liaison.name, "user": work.liaison.pk})
    work.save()
    sending.send(work, by=work.contributor)

    assert [kind for kind, _link in told(work.liaison)] == ["submission.named"]


def test_the_makers_hear_each_decision_with_its_reason(work) -> None:
    curator = UserFactory(curator=True)
    sending.send(work, by=work.contributor)
    actions.endorse(work, by=work.liaison, reason="请优先考虑。")
    actions.return_to_contributor(work, by=curator, reason="请补充拍摄地点。")

    link = f"/me/{work.uid}/"
    assert told(work.contributor) == [("submission.endorsed", link), ("submission.returned", link)]
    assert told(work.coauthor) == [("submission.named", link), *told(work.contributor)]
    details = Message.objects.filter(to=work.contributor).order_by("pk").values_list("detail", flat=True)
    assert list(details) == ["", "请补充拍摄地点。"]  # the unit's remark is for the curators


@pytest.mark.parametrize("state", ["declined", "accepted"])
def test_the_last_word_is_told(state: str) -> None:
    work = SubmissionFactory(**{state: True})

    assert told(work.contributor)[-1] == (f"submission.{state}", f"/me/{work.uid}/")


def test_an_author_is_asked_to_confirm_once_for_each_time(work) -> None:
    work.call.coauthors_confirm = True
    work.call.save()
    sending.send(work, by=work.contributor)
    sending.recall(work, by=work.contributor)
    sending.send(work, by=work.contributor)

    assert told(work.coauthor) == [("submission.confirm", f"/me/{work.uid}/")]


def test_a_draft_that_is_handed_over_is_told(work) -> None:
    colleague = UserFactory()
    drafts.hand_over(work, colleague.username, by=work.contributor)

    assert told(colleague) == [("submission.handed", f"/me/{work.uid}/edit/")]


def test_curators_hear_of_a_consent_that_is_taken_back() -> None:
    work, curator = SubmissionFactory(sent=True), UserFactory(curator=True)
    consent.withdraw(work, by=work.contributor)

    assert told(curator) == [("submission.consent", f"/admin/submissions/{work.uid}/")]


def test_a_move_that_is_rolled_back_was_never_told(work) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sending.send(work, by=work.contributor)
        raise ZeroDivisionError

    assert told(work.liaison) == []


def test_straight_to_the_curators_asks_no_liaison() -> None:
    work = SubmissionFactory(call=CallFactory(without_endorsement=True))
    liaison = UserFactory(liaison_of=work.unit)
    sending.send(work, by=work.contributor)

    assert told(liaison) == []
