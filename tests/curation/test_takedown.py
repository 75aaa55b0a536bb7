"""One asks, another approves; what touches secrets goes first. A consent taken back waits by itself."""

import datetime as dt

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Entry
from curation.errors import NotPossible
from curation.models import Review, Takedown, Withdrawal
from curation.reviewing import open_review, sign
from curation.takedown import Finding, approve, ask, decline, look_for_reasons, waiting
from showcase.models import Release, WorkCard, WorkPage
from submissions import consent

SIGNERS = ("first", "second", "final", "secrecy")


def finding(problem: str = "fact", **changed) -> Finding:
    facts = {
        "problem": problem,
        "found": "reader",
        "finder": "买买提·艾力",
        "found_at": timezone.now() - dt.timedelta(minutes=25),
        "reason": "人名有误",
    }
    return Finding(**facts | changed)


def test_it_stays_up_until_a_second_person_approves(public_work, court):
    token = Release.objects.get().token
    asked = ask(public_work, by=court.curator, finding=finding())
    assert WorkCard.objects.count() == 1

    with pytest.raises(NotPossible, match="另一人"):
        approve(asked, by=court.curator)
    assert WorkCard.objects.count() == 1
    approve(asked, by=court.final)

    assert WorkCard.objects.count() == 0
    assert not storages["public"].exists(token)
    asked.refresh_from_db()
    assert (asked.decided_by, asked.approved, asked.withdrawal) == (
        court.final,
        True,
        Withdrawal.objects.get(),
    )
    assert list(Entry.objects.filter(action__startswith="takedown.").values_list("action", flat=True)) == [
        "takedown.asked",
        "takedown.approved",
    ]


def test_what_touches_secrets_goes_at_once_and_is_approved_afterwards(public_work, court):
    asked = ask(public_work, by=court.secrecy, finding=finding("secret"))

    assert WorkCard.objects.count() == 0
    assert waiting().get() == asked
    with pytest.raises(NotPossible):
        decline(asked, by=court.final, answer="不涉密")
    with pytest.raises(NotPossible):
        approve(asked, by=court.secrecy)
    approve(asked, by=court.final)
    with pytest.raises(NotPossible, match="已有同事"):
        approve(asked, by=court.final)

    assert not waiting().exists()
    assert Withdrawal.objects.count() == 1


def test_a_declined_one_leaves_the_work_up_with_the_answer(public_work, court):
    asked = ask(public_work, by=court.curator, finding=finding())

    with pytest.raises(NotPossible):
        decline(asked, by=court.final, answer=" ")
    decline(asked, by=court.final, answer="核对无误")

    assert WorkCard.objects.count() == 1
    assert not waiting().exists()
    with pytest.raises(NotPossible):
        approve(Takedown.objects.get(), by=court.secrecy)
    assert WorkCard.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"problem": "mood"},
        {"found": ""},
        {"found_at": timezone.now() + dt.timedelta(days=1)},
    ],
)
def test_an_incomplete_finding_changes_nothing(public_work, court, wrong):
    with pytest.raises(NotPossible):
        ask(public_work, by=court.curator, finding=finding(**wrong))

    assert not Takedown.objects.exists()


def test_only_some_ask_and_only_once(public_work, court):
    for stranger in (court.contributor, court.first):
        with pytest.raises(NotPossible):
            ask(public_work, by=stranger, finding=finding())
    asked = ask(public_work, by=court.curator, finding=finding())
    with pytest.raises(NotPossible, match="已有人"):
        ask(public_work, by=court.final, finding=finding())
    with pytest.raises(NotPossible):
        approve(asked, by=court.first)


def test_the_database_refuses_who_approves_their_own_and_what_goes_unapproved(public_work, court):
    asked = ask(public_work, by=court.curator, finding=finding())
    withdrawal = Withdrawal.objects.create(page=public_work, reason="x", by=court.curator)
    rows = Takedown.objects.filter(pk=asked.pk)

    for wrong in (
        {"decided_by": court.curator, "decided_at": timezone.now(), "approved": True},
        {"withdrawal": withdrawal},
        {"decided_by": court.final, "decided_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_restoring_needs_all_reviews_again(public_work, court, work_off):
    approve(ask(public_work, by=court.curator, finding=finding()), by=court.final)
    page = WorkPage.objects.get()
    look_for_reasons()
    work_off()
    assert not Release.objects.filter(state__in=["live", "preparing"]).exists()

    review = open_review(page, by=court.curator)
    for part in SIGNERS[:-1]:
        sign(review, part, by=getattr(court, part))
        work_off()
        assert not Release.objects.filter(state="live").exists()
    sign(review, "secrecy", by=court.secrecy)
    work_off()

    assert Release.objects.filter(state="live").count() == 1
    assert Review.objects.count() == 2


def test_consent_taken_back_waits_for_a_second_person(
    public_work, accepted, court, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        consent.withdraw(accepted, by=court.contributor, reason="不愿公开")
    look_for_reasons()

    asked = waiting().get()
    assert (asked.origin, asked.by, asked.reason) == ("consent", court.contributor, "不愿公开")
    decline(asked, by=court.curator, answer="已与作者说明")
    look_for_reasons()
    assert not waiting().exists()


def test_a_lost_signal_is_made_good(public_work, accepted, court):
    consent.withdraw(accepted, by=court.contributor)
    assert not waiting().exists()

    look_for_reasons()

    assert waiting().get().origin == "consent"


def test_a_work_whose_time_is_over_waits_too(public_work, court):
    WorkPage.objects.update(expire_at=timezone.now() - dt.timedelta(hours=1))

    look_for_reasons()
    look_for_reasons()

    asked = waiting().get()
    assert (asked.origin, asked.by) == ("expiry", None)
    approve(asked, by=court.curator)
    assert WorkCard.objects.count() == 0


def test_secrets_wait_for_no_other_request(public_work, court):
    ask(public_work, by=court.curator, finding=finding())

    asked = ask(public_work, by=court.secrecy, finding=finding("secret", reason="画面中有案卷"))

    assert WorkCard.objects.count() == 0
    assert Takedown.objects.get() == asked
    assert (asked.problem, asked.by, asked.withdrawal) == ("secret", court.secrecy, Withdrawal.objects.get())
    approve(asked, by=court.curator)


def test_nobody_signs_while_an_author_has_taken_the_consent_back(public_work, accepted, court):
    new = public_work.get_latest_revision_as_object()
    new.summary = "新的一版"
    new.save_revision(user=court.curator)
    review = open_review(WorkPage.objects.get(pk=public_work.pk), by=court.curator)

    consent.withdraw(accepted, by=court.contributor)

    with pytest.raises(NotPossible, match="撤回"):
        sign(review, "first", by=court.first)


def test_what_is_typed_with_nul_or_in_year_one_is_answered_in_words(public_work, court, client):
    client.force_login(court.curator)
    typed = {"step": "ask", "problem": "fact", "found": "reader", "found_at": "2021-07-01T10:00"}
    address = f"/admin/works/{public_work.pk}/takedown/"

    assert client.post(address, {**typed, "found_at": "0001-01-01T00:00", "reason": "错"}).status_code == 409
    assert client.post(address, {**typed, "reason": "人名\x00有误"}).status_code == 302
    assert Takedown.objects.get().reason == "人名有误"
