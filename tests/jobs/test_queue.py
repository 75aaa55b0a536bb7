"""Work is asked for once, held under a lease, tried five times, and never lost with its worker."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from jobs import queue
from jobs.models import Job, Lane, State


@pytest.fixture
def handled() -> Iterator[list[str]]:
    """Subjects that the handler ``test.note`` was called with."""
    subjects: list[str] = []
    known = dict(queue._handlers)
    queue.handles("test.note")(subjects.append)
    yield subjects
    queue._handlers.clear()
    queue._handlers.update(known)


@pytest.fixture
def broken(handled: list[str]) -> list[str]:
    """A handler ``test.broken`` that raises each time; the subjects that were given up are listed."""
    given_up: list[str] = []

    @queue.handles("test.broken", gave_up=given_up.append)
    def fail(subject: str) -> None:
        raise RuntimeError("no ink")

    return given_up


def make_due() -> None:
    Job.objects.update(run_after=timezone.now())


def end_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


@pytest.mark.django_db
class TestAsking:
    def test_twice_is_once(self, handled: list[str], work_off: Callable[..., int]) -> None:
        queue.ask("test.note", "work:1")
        queue.ask("test.note", "work:1")

        assert work_off() == 1
        assert handled == ["work:1"]

    def test_again_after_the_end_does_it_again(
        self, handled: list[str], work_off: Callable[..., int]
    ) -> None:
        queue.ask("test.note", "work:1")
        work_off()

        queue.ask("test.note", "work:1")
        work_off()

        assert handled == ["work:1", "work:1"]
        assert Job.objects.get().state == State.DONE

    def test_what_is_left_to_others_waits_for_them(self, handled: list[str], broken: list[str]) -> None:
        queue.ask("test.broken", "work:1")
        queue.ask("test.note", "work:2")

        assert queue.work_off(leaving={"test.broken"}) == 1
        assert handled == ["work:2"]
        assert Job.objects.get(name="test.broken").state == State.WAITING

    def test_while_it_runs_has_it_run_once_more(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")
        running = queue.claim(Lane.QUICK)
        queue.ask("test.note", "work:1")

        queue.run(running)

        assert Job.objects.get().state == State.WAITING
        assert queue.claim(Lane.QUICK) is not None

    def test_for_what_nobody_handles_is_an_error_at_once(self) -> None:
        with pytest.raises(KeyError):
            queue.ask("test.unheard-of", "work:1")

    def test_is_rolled_back_with_its_transaction(
        self, handled: list[str], work_off: Callable[..., int]
    ) -> None:
        with pytest.raises(ValueError), transaction.atomic():
            queue.ask("test.note", "work:1")
            raise ValueError

        assert work_off() == 0


@pytest.mark.django_db
class TestSettling:
    def test_does_not_wait_for_its_turn(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")
        queue.ask("test.note", "work:2")
        Job.objects.filter(subject="work:2").update(run_after=timezone.now() + dt.timedelta(hours=1))

        job = queue.settle("test.note", "work:2")

        assert (job.state, handled) == (State.DONE, ["work:2"])
        assert queue.settle("test.note", "work:2").attempts == 1, "what is done is not done again"

    def test_tells_what_went_wrong(self, broken: list[str]) -> None:
        queue.ask("test.broken", "work:1")

        job = queue.settle("test.broken", "work:1")

        assert job.state == State.WAITING
        assert job.error.strip().endswith("RuntimeError: no ink")

    def test_takes_over_from_a_dead_worker(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")
        end_lease(queue.claim(Lane.QUICK))

        assert queue.settle("test.note", "work:1").state == State.DONE

    def test_of_what_nobody_asked_for_is_an_error(self, handled: list[str]) -> None:
        with pytest.raises(Job.DoesNotExist):
            queue.settle("test.note", "work:1")


@pytest.mark.django_db
class TestLease:
    def test_claimed_job_is_nobody_elses(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")

        assert queue.claim(Lane.QUICK) is not None
        assert queue.claim(Lane.QUICK) is None

    def test_lanes_do_not_wait_for_each_other(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")

        assert queue.claim(Lane.SLOW) is None

    def test_that_ended_lets_another_worker_in(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")
        lost = queue.claim(Lane.QUICK)
        end_lease(lost)

        taken = queue.claim(Lane.QUICK)

        assert (taken.pk, taken.attempts) == (lost.pk, 2)
        assert taken.token != lost.token

    def test_late_holder_cannot_end_what_another_has_taken(self, handled: list[str]) -> None:
        queue.ask("test.note", "work:1")
        late = queue.claim(Lane.QUICK)
        end_lease(late)
        taken = queue.claim(Lane.QUICK)

        queue.run(late)

        job = Job.objects.get()
        assert (job.state, job.token) == (State.RUNNING, taken.token)

    def test_older_jobs_come_first(self, handled: list[str], work_off: Callable[..., int]) -> None:
        for subject in ("work:2", "work:1", "work:3"):
            queue.ask("test.note", subject)

        work_off()

        assert handled == ["work:2", "work:1", "work:3"]


@pytest.mark.django_db
class TestFailure:
    def test_waits_longer_after_each_failure(self, broken: list[str], work_off: Callable[..., int]) -> None:
        queue.ask("test.broken", "work:1")
        waits = []
        for _ in range(3):
            make_due()
            work_off()
            waits.append(round((Job.objects.get().run_after - timezone.now()).total_seconds()))

        assert waits == [2, 4, 8]

    def test_five_attempts_and_then_somebody_is_told(
        self, broken: list[str], work_off: Callable[..., int]
    ) -> None:
        queue.ask("test.broken", "work:1")
        for _ in range(7):
            make_due()
            work_off()

        job = Job.objects.get()
        assert (job.state, job.attempts) == (State.FAILED, 5)
        assert "RuntimeError: no ink" in job.error
        assert broken == ["work:1"]

    def test_worker_killed_each_time_ends_as_failed_too(self, broken: list[str]) -> None:
        queue.ask("test.broken", "work:1")
        for _ in range(5):
            end_lease(queue.claim(Lane.QUICK))

        queue.run(queue.claim(Lane.QUICK))

        job = Job.objects.get()
        assert (job.state, job.error) == (State.FAILED, "The worker was killed each time.")
        assert broken == ["work:1"]

    def test_death_before_anybody_was_told_is_made_good(
        self, handled: list[str], work_off: Callable[..., int]
    ) -> None:
        told: list[str] = []

        def tell(subject: str) -> None:
            told.append(subject)
            if len(told) == 1:
                raise OperationalError("database is locked")

        queue.handles("test.note", gave_up=tell)(lambda subject: None)
        queue.ask("test.note", "work:1")
        for _ in range(5):
            end_lease(queue.claim(Lane.QUICK))
        with pytest.raises(OperationalError):
            queue.run(queue.claim(Lane.QUICK))
        assert Job.objects.get().state == State.RUNNING

        end_lease(Job.objects.get())
        work_off()

        assert (Job.objects.get().state, told) == (State.FAILED, ["work:1", "work:1"])

    def test_asked_for_again_at_its_last_attempt_is_not_given_up(self, broken: list[str]) -> None:
        queue.ask("test.broken", "work:1")
        Job.objects.update(attempts=4)
        last = queue.claim(Lane.QUICK)
        queue.ask("test.broken", "work:1")

        queue.run(last)

        assert (Job.objects.get().state, broken) == (State.WAITING, [])

    def test_asking_again_gives_five_new_attempts(
        self, broken: list[str], work_off: Callable[..., int]
    ) -> None:
        queue.ask("test.broken", "work:1")
        for _ in range(5):
            make_due()
            work_off()

        queue.ask("test.broken", "work:1")

        job = Job.objects.get()
        assert (job.state, job.attempts, job.error) == (State.WAITING, 0, "")


@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_the_lease_while_the_handler_works(
    handled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "HEARTBEAT_SECONDS", 0.02)
    seen: list[bool] = []

    @queue.handles("test.long")
    def wait_for_the_heart(subject: str) -> None:
        end_lease(Job.objects.get())
        deadline = threading.Event()
        for _ in range(500):
            if Job.objects.get().lease_until > timezone.now():
                break
            deadline.wait(0.02)
        seen.append(Job.objects.get().lease_until > timezone.now())

    queue.ask("test.long", "work:1")
    queue.run(queue.claim(Lane.QUICK))

    assert seen == [True]
    assert Job.objects.get().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_heartbeat_outlives_a_database_that_is_locked_for_a_beat(
    handled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "HEARTBEAT_SECONDS", 0.02)
    beats = threading.Semaphore(0)

    def locked() -> None:
        beats.release()
        raise OperationalError("database is locked")

    @queue.handles("test.long")
    def wait_for_the_heart(subject: str) -> None:
        monkeypatch.setattr(queue.timezone, "now", locked)
        assert beats.acquire(timeout=10) and beats.acquire(timeout=10), "the heart stood still"
        monkeypatch.undo()

    queue.ask("test.long", "work:1")
    queue.run(queue.claim(Lane.QUICK))

    assert Job.objects.get().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_of_many_claimers_each_job_has_one(handled: list[str]) -> None:
    for number in range(12):
        queue.ask("test.note", f"work:{number}")
    start = threading.Barrier(3)
    claimed: list[int] = []

    def claim_all() -> None:
        try:
            start.wait(10)
            # `claim` looks at five jobs at most, and may lose all of them to the others.
            for _ in range(40):
                if job := queue.claim(Lane.QUICK):
                    claimed.append(job.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim_all) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(claimed) == sorted(Job.objects.values_list("pk", flat=True))
