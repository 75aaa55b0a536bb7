"""Sending keeps what was sent, for good, and hands it to the right people; recalling takes it back in time."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from submissions.intake import drafts, sending
from submissions.intake.sending import Incomplete
from submissions.lifecycle import NotPossible
from submissions.models import State, Submission
from tests.factories import DECLARED, AssetFactory, CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Submission:
    return SubmissionFactory(kind="calligraphy", title=" 登鹳雀楼 ")


def test_version_holds_every_fact_and_the_files_hashes(work: Submission) -> None:
    version = sending.send(work, by=work.contributor)

    file = work.files.get()
    assert version.number == 1
    assert version.content == {
        "call": {"id": work.call.pk, "title": work.call.title},
        "item": {"id": work.call.item.pk, "label": work.call.item.label, "title": work.call.item.title},
        "kind": {"id": work.kind.pk, "code": "calligraphy", "name": "书法", "name_en": "Calligraphy"},
        "unit": {"id": work.unit.pk, "name": work.unit.name},
        "title": "登鹳雀楼",
        "authors": [{"name": work.contributor.name, "user": work.contributor.pk}],
        "created": "2021-06",
        "summary": "",
        "text": work.text,
        "details": {"script": "行书", "form": "条幅"},
        "terms": {
            "id": work.terms.pk,
            "name": work.terms.name,
            "version": 1,
            "accepted_at": work.terms_accepted_at.isoformat(),
        },
        "declared": DECLARED,
        "files": [
            {
                "asset": str(file.asset.uid),
                "name": file.asset.name,
                "format": "JPEG",
                "size": 2048,
                "sha256": file.asset.sha256,
                "role": "main",
                "caption": "",
            }
        ],
    }
    assert list(version.assets.all()) == [file.asset]


def test_receipt_is_the_month_and_a_serial_number_and_stays(work: Submission) -> None:
    sending.send(work, by=work.contributor)
    receipt = work.receipt
    sending.recall(work, by=work.contributor)
    sending.send(work, by=work.contributor)

    assert receipt == f"{timezone.localtime():%Y-%m}-{work.pk:06d}"
    assert Submission.objects.get(pk=work.pk).receipt == receipt
    assert list(work.versions.values_list("number", flat=True)) == [1, 2]


def test_details_are_settled_in_their_final_form(work: Submission) -> None:
    work.details |= {"height_cm": " 138 ", "width_cm": "68.5", "material": ""}
    work.save()

    version = sending.send(work, by=work.contributor)

    assert version.content["details"] == {
        "script": "行书",
        "form": "条幅",
        "height_cm": 138,
        "width_cm": 68.5,
        "spec": "四尺整张",
        "orientation": "竖式",
    }


def test_work_goes_to_the_units_liaison(work: Submission) -> None:
    sending.send(work, by=work.contributor)

    assert work.state == State.SENT


def test_work_goes_straight_to_the_curators_where_no_endorsement_is_asked() -> None:
    work = SubmissionFactory(call=CallFactory(without_endorsement=True))

    sending.send(work, by=work.contributor)

    assert work.state == State.ENDORSED


def test_what_a_liaison_sends_counts_as_endorsed() -> None:
    unit = UnitFactory()
    work = SubmissionFactory(unit=unit, contributor=UserFactory(liaison_of=unit))

    sending.send(work, by=work.contributor)

    assert work.state == State.ENDORSED


def test_liaison_of_another_unit_is_a_contributor_like_others() -> None:
    work = SubmissionFactory(contributor=UserFactory(liaison_of=UnitFactory()))

    sending.send(work, by=work.contributor)

    assert work.state == State.SENT


def test_incomplete_work_stays_a_draft_and_says_what_is_missing() -> None:
    work = SubmissionFactory(title="")

    with pytest.raises(Incomplete) as caught:
        sending.send(work, by=work.contributor)

    assert caught.value.problems == {"title": ["请填写题名。"]}
    assert Submission.objects.get(pk=work.pk).state == State.DRAFT
    assert work.versions.count() == 0


def test_only_the_contributor_sends_and_recalls(work: Submission) -> None:
    with pytest.raises(PermissionDenied):
        sending.send(work, by=UserFactory(curator=True))
    sending.send(work, by=work.contributor)
    with pytest.raises(PermissionDenied):
        sending.recall(work, by=UserFactory(liaison_of=work.unit))

    assert work.state == State.SENT


def test_second_press_of_the_button_sends_nothing(work: Submission) -> None:
    again = Submission.objects.get(pk=work.pk)
    sending.send(work, by=work.contributor)

    with pytest.raises(NotPossible):
        sending.send(again, by=work.contributor)

    assert work.versions.count() == 1


@pytest.mark.parametrize("state", ["accepted", "declined", "returned"])
def test_what_was_decided_on_cannot_be_recalled(state: str) -> None:
    work = SubmissionFactory(**{state: True})

    with pytest.raises(NotPossible):
        sending.recall(work, by=work.contributor)


def test_what_was_saved_last_is_what_is_sent(work: Submission) -> None:
    drafts.save(Submission.objects.get(pk=work.pk), texts={"title": "别的窗口里的题名"})

    version = sending.send(work, by=work.contributor)

    assert version.content["title"] == "别的窗口里的题名"
    assert work.title == "别的窗口里的题名"


def test_document_beside_a_recording_is_its_script() -> None:
    recording, script = AssetFactory(video=True), AssetFactory(document=True)
    work = SubmissionFactory(kind="lecture", text="", assets=[recording, script])

    version = sending.send(work, by=work.contributor)

    assert [file["role"] for file in version.content["files"]] == ["main", "script"]


def test_document_of_an_essay_is_the_work_itself() -> None:
    work = SubmissionFactory(text="", assets=[AssetFactory(document=True)])

    version = sending.send(work, by=work.contributor)

    assert [file["role"] for file in version.content["files"]] == ["main"]


def test_version_never_changes(work: Submission) -> None:
    version = sending.send(work, by=work.contributor)

    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()


def test_returned_work_is_sent_again_as_a_second_version() -> None:
    work = SubmissionFactory(returned=True)
    work.call.closes_on = timezone.localdate() - dt.timedelta(days=1)
    work.call.save()
    work.title = "改过的题名"
    work.save()

    version = sending.send(work, by=work.contributor)

    assert (version.number, version.content["title"]) == (2, "改过的题名")
    assert work.versions.get(number=1).content["title"] != "改过的题名"


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_send_once() -> None:
    pk = SubmissionFactory().pk
    start, outcomes = threading.Barrier(2), []

    def press() -> None:
        try:
            work = Submission.objects.select_related("contributor").get(pk=pk)
            start.wait(10)
            outcomes.append(sending.send(work, by=work.contributor).number)
        except NotPossible:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes, key=str) == [1, "refused"]
    assert Submission.objects.get(pk=pk).versions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_works_sent_at_the_same_moment_keep_to_the_number_per_person() -> None:
    call, user = CallFactory(per_person=1), UserFactory()
    works = [SubmissionFactory(call=call, contributor=user) for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def press(work: Submission) -> None:
        try:
            start.wait(10)
            sending.send(work, by=user)
            outcomes.append("sent")
        except Incomplete:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["refused", "sent"]
