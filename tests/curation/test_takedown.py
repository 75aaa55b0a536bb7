"""One asks, another approves; what touches secrets goes first. A consent taken back waits by itself."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, Takedown, Withdrawal
from curation.reviewing import open_review, sign
from curation.takedown import Finding, approve, ask, decline, look_for_reasons, waiting
from curation.vanishing import vanishing
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


def sign_all(page, court) -> None:
    review = open_review(page, by=court.curator)
    for part in SIGNERS:
        sign(review, part, by=getattr(court, part))


@pytest.fixture
def public(accepted, court, work_off) -> WorkPage:
    page = draft(accepted, by=court.curator)
    sign_all(page, court)
    work_off()
    page.refresh_from_db()
    return page


def test_it_stays_up_until_a_second_person_approves(public, court):
    token = Release.objects.get().token
    asked = ask(public, by=court.curator, finding=finding())
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


def test_what_touches_secrets_goes_at_once_and_is_approved_afterwards(public, court):
    asked = ask(public, by=court.secrecy, finding=finding("secret"))

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


def test_a_declined_one_leaves_the_work_up_with_the_answer(public, court):
    asked = ask(public, by=court.curator, finding=finding())

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
def test_an_incomplete_finding_changes_nothing(public, court, wrong):
    with pytest.raises(NotPossible):
        ask(public, by=court.curator, finding=finding(**wrong))

    assert not Takedown.objects.exists()


def test_only_some_ask_and_only_once(public, court):
    for stranger in (court.contributor, court.first):
        with pytest.raises(NotPossible):
            ask(public, by=stranger, finding=finding())
    asked = ask(public, by=court.curator, finding=finding())
    with pytest.raises(NotPossible, match="已有人"):
        ask(public, by=court.final, finding=finding())
    with pytest.raises(NotPossible):
        approve(asked, by=court.first)


def test_the_database_refuses_who_approves_their_own_and_what_goes_unapproved(public, court):
    asked = ask(public, by=court.curator, finding=finding())
    withdrawal = Withdrawal.objects.create(page=public, reason="x", by=court.curator)
    rows = Takedown.objects.filter(pk=asked.pk)

    for wrong in (
        {"decided_by": court.curator, "decided_at": timezone.now(), "approved": True},
        {"withdrawal": withdrawal},
        {"decided_by": court.final, "decided_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_restoring_needs_all_reviews_again(public, court, work_off):
    approve(ask(public, by=court.curator, finding=finding()), by=court.final)
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
    public, accepted, court, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        consent.withdraw(accepted, by=court.contributor, reason="不愿公开")
    look_for_reasons()

    asked = waiting().get()
    assert (asked.origin, asked.by, asked.reason) == ("consent", court.contributor, "不愿公开")
    decline(asked, by=court.curator, answer="已与作者说明")
    look_for_reasons()
    assert not waiting().exists()


def test_a_lost_signal_is_made_good(public, accepted, court):
    consent.withdraw(accepted, by=court.contributor)
    assert not waiting().exists()

    look_for_reasons()

    assert waiting().get().origin == "consent"


def test_a_work_whose_time_is_over_waits_too(public, court):
    WorkPage.objects.update(expire_at=timezone.now() - dt.timedelta(hours=1))

    look_for_reasons()
    look_for_reasons()

    asked = waiting().get()
    assert (asked.origin, asked.by) == ("expiry", None)
    approve(asked, by=court.curator)
    assert WorkCard.objects.count() == 0


def test_the_preview_counts_what_stands_in_the_store(public):
    release = Release.objects.get()
    for path in ("7/tiles/1/0_0.webp", "7/tiles/info.json", "7/hls/1.m4s", "7/captions.vtt"):
        storages["public"].save(f"{release.token}/{path}", ContentFile(b"x"))

    gone = vanishing(public)

    assert (gone.tiles, gone.segments, gone.captions, gone.others) == (2, 1, 1, 1)
    assert gone.address.endswith(f"/works/{public.slug}/")


def test_screens_from_question_to_tombstone(public, court, client):
    address = f"/admin/works/{public.pk}/takedown/"
    client.force_login(court.curator)
    assert f"/works/{public.slug}/" in client.get(address).text
    refused = client.post(address, {"step": "ask", "problem": "fact", "reason": "人名有误"})
    assert refused.status_code == 409
    assert "人名有误</textarea>" in refused.text
    posted = {"problem": "fact", "found": "reader", "found_at": "2021-07-01T09:30", "reason": "人名有误"}
    client.post(address, {"step": "ask", **posted})
    assert client.post(address, {"step": "approve"}).status_code == 409
    assert public.title not in client.get("/admin/").text

    client.force_login(court.final)
    assert public.title in client.get("/admin/").text
    assert client.post(address, {"step": "approve"}).status_code == 302

    gone = Client().get(f"/works/{public.slug}/")
    assert gone.status_code == 410
    assert public.title not in gone.text
    assert "人名有误" not in gone.text
    assert public.title in client.get("/admin/works/takedowns/").text


@pytest.mark.parametrize("who", ["first", "second"])
def test_who_may_not_finds_no_screen(public, court, client, who):
    client.force_login(getattr(court, who))

    assert client.get(f"/admin/works/{public.pk}/takedown/").status_code == 404
    assert client.get("/admin/works/takedowns/").status_code == 404


def test_the_list_asks_the_same_for_many(public, court, client):
    def row() -> None:
        asked = Takedown.objects.create(
            page=public, by=court.curator, problem="fact", found="reader", found_at=timezone.now(), reason="x"
        )
        rows = Takedown.objects.filter(pk=asked.pk)
        rows.update(decided_by=court.final, decided_at=timezone.now(), answer="y")

    def queries() -> int:
        client.get("/admin/works/takedowns/")
        with CaptureQueriesContext(connection) as context:
            client.get("/admin/works/takedowns/")
        return len(context)

    client.force_login(court.final)
    row()
    with_one = queries()
    for _number in range(9):
        row()

    assert queries() == with_one
