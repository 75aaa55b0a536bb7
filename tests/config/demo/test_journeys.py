"""Works of text alone go the whole way here, since pictures take long; what is tested is the way."""

import pytest

from audit.models import Entry
from audit.trail import broken_links
from config.demo import journeys, people, plan, works
from config.demo.journeys import ACCEPTED, JOURNEYS, PUBLIC, STEPS, Journey
from curation.models import Draft, Review, Withdrawal
from jobs import queue
from showcase.models import Release, WorkCard
from submissions.models import State, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def calls():
    accounts = people.settle("a-good-password")
    return plan.make(accounts["curator"], accounts["s0101"])


@pytest.fixture
def arrive(calls, tmp_path):
    def go(journey: Journey) -> Submission:
        submission = journeys.begin(journey, works.make(journey.key, tmp_path), calls)
        queue.work_off()
        journeys.bring(journey)
        submission.refresh_from_db()
        return submission

    return go


def test_every_work_has_one_journey_of_known_steps():
    assert sorted(journey.key for journey in JOURNEYS) == sorted(works.BY_KEY)
    assert {step for journey in JOURNEYS for step in journey.steps} == set(STEPS)
    assert {journey.by for journey in JOURNEYS} <= {staff.number for staff in people.STAFF}


def test_at_least_nine_works_of_all_kinds_end_public():
    public = [journey for journey in JOURNEYS if journey.steps == PUBLIC]

    assert len(public) >= 9
    assert {works.BY_KEY[journey.key].kind for journey in public} == {
        "calligraphy",
        "essay",
        "lecture",
        "photograph",
    }


def test_a_work_becomes_public_by_four_signatures(arrive):
    submission = arrive(Journey("window", "contributor", PUBLIC))

    review = Review.objects.get(page=Draft.objects.get(submission=submission).page)
    signers = [part.person.username for part in review.parts.exclude(part="writer")]
    assert signers == ["first", "secrecy", "second", "final"]
    assert WorkCard.objects.get().title == "窗边读书的人"
    assert list(broken_links()) == []


def test_a_work_sent_as_a_file_keeps_its_file(arrive):
    submission = arrive(Journey("morning", "s0301", ACCEPTED))

    assert submission.state == State.ACCEPTED
    assert [file.asset.name for file in submission.files.all()] == ["法庭的早晨.docx"]


def test_a_lecture_is_timed_before_it_is_signed(arrive):
    arrive(Journey("tea-lecture", "s0301", PUBLIC))

    times = Release.objects.get().content["times"]
    assert times[:2] == [0.0, 9.0]
    assert None not in times


def test_a_withdrawn_work_leaves_the_public(arrive):
    arrive(Journey("window", "contributor", (*PUBLIC, "withdraw")))

    assert Release.objects.get().state == Release.State.WITHDRAWN
    assert Withdrawal.objects.get().reason == journeys.REASONS["withdraw"]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), State.DRAFT),
        (("send",), State.SENT),
        (("send", "return"), State.RETURNED),
        (("send", "endorse"), State.ENDORSED),
        (("send", "endorse", "decline"), State.DECLINED),
    ],
)
def test_a_work_stops_where_it_belongs(arrive, steps, state):
    assert arrive(Journey("mediation", "s0301", steps)).state == state


def test_a_journey_broken_off_goes_on_where_it_stopped(arrive):
    submission = arrive(Journey("window", "contributor", PUBLIC[: PUBLIC.index("second")]))

    journeys.bring(Journey("window", "contributor", PUBLIC))

    assert Submission.objects.get() == submission
    assert WorkCard.objects.count() == 1
    assert Entry.objects.filter(action="review.signed").count() == 4


def test_a_file_at_fault_is_named(calls, tmp_path):
    journey = Journey("morning", "s0301", ACCEPTED)
    (made,) = works.make("morning", tmp_path)
    made.path.write_bytes(b"%!PS no document")

    journeys.begin(journey, [made], calls)
    queue.work_off()

    with pytest.raises(journeys.Stuck, match=r"法庭的早晨\.docx of “法庭的早晨” is refused"):
        journeys.bring(journey)
