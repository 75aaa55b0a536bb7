"""Whatever people do, in whatever order, and wherever the process dies: no illegal state, no lost version, no work
public twice or without its signatures, and never the same person twice in one review.

Hypothesis plays the whole court: it tries every verb with everybody, also those who may not, and cuts a step at the
n-th thing that it writes. Each life is undone by a rollback; what is said after a commit is said after each step.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from audit.trail import broken_links
from curation import signing
from curation.digest import digest_of
from curation.errors import NotPossible as NotInCuration
from curation.models import WRITER, Draft, Part, Review, ReviewClass, Suggestion
from curation.reviewing import open_review, recall_review, return_review, return_to_stage, sign
from curation.suggesting import suggest, take_over
from jobs import queue
from showcase.models import ExhibitionCard, ExhibitionPage, Release, WorkCard, WorkPage
from submissions.errors import NotPossible
from submissions.intake import drafts, sending
from submissions.lifecycle import MOVES
from submissions.models import State, Submission
from submissions.review import actions
from tests.authorization.cast import ROLES, Cast, gather
from tests.curation.conftest import withdraw
from tests.curation.test_exhibitions import hang
from tests.factories import SubmissionFactory

REFUSALS = (NotPossible, NotInCuration, PermissionDenied)
PEOPLE = st.sampled_from([role for role in ROLES if role not in ("anonymous", "gone")])
STAGES = st.sampled_from(["first", "second", "final", "secrecy"])
#: The process dies at the n-th statement that writes; None: it lives.
DEATH = st.one_of(st.none(), st.none(), st.integers(0, 12))


class Death(BaseException):
    """The process is killed here."""


@contextmanager
def dying_at(write: int | None) -> Iterator[None]:
    """Break off at the n-th statement that writes; what stood in an open transaction is gone, as after a kill."""
    left = [write if write is not None else -1]

    def count(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            if left[0] == 0:
                raise Death
            left[0] -= 1
        return execute(sql, params, many, context)

    with suppress(Death), connection.execute_wrapper(count):
        yield


class Court(RuleBasedStateMachine):
    """One work's life among everybody; the people are the same in all lives."""

    cast: Cast
    words = "summary"

    def __init__(self) -> None:
        super().__init__()
        self.life = transaction.atomic()
        self.life.__enter__()
        self.versions: dict[int, str] = {}
        self.flagged = False

    def teardown(self) -> None:
        assert list(broken_links()) == []
        transaction.set_rollback(True)
        self.life.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.pk = SubmissionFactory(unit=self.cast.unit, contributor=self.cast.people["contributor"]).pk

    def step(self, death: int | None, act: Callable[[], object]) -> None:
        """Try it as somebody; a refusal is an answer like any other, anything else is a fault."""
        with dying_at(death), suppress(*REFUSALS), TestCase.captureOnCommitCallbacks(execute=True):
            act()

    @property
    def work(self) -> Submission:
        return Submission.objects.get(pk=self.pk)

    @property
    def page(self) -> WorkPage | None:
        made = Draft.objects.filter(submission=self.pk).select_related("page").first()
        return made.page if made else None

    @property
    def review(self) -> Review | None:
        return Review.objects.filter(page=self.page).first() if self.page else None

    # Offering and judging.

    @rule(who=PEOPLE, title=st.sampled_from(["清晨", "月夜", ""]), death=DEATH)
    def write(self, who: str, title: str, death: int | None) -> None:
        work = self.work
        if work.contributor == self.cast.people[who]:
            self.step(
                death, lambda: drafts.save(work, texts={"title": title}, details=work.details, captions={})
            )

    @rule(who=PEOPLE, death=DEATH)
    def send(self, who: str, death: int | None) -> None:
        self.step(death, lambda: sending.send(self.work, by=self.cast.people[who]))

    @rule(who=PEOPLE, death=DEATH)
    def recall(self, who: str, death: int | None) -> None:
        self.step(death, lambda: sending.recall(self.work, by=self.cast.people[who]))

    @rule(who=PEOPLE, verb=st.sampled_from(["endorse", "return", "decline", "accept"]), death=DEATH)
    def judge(self, who: str, verb: str, death: int | None) -> None:
        acts = {
            "endorse": actions.endorse,
            "return": actions.return_to_contributor,
            "decline": actions.decline,
            "accept": actions.accept,
        }
        self.step(death, lambda: acts[verb](self.work, by=self.cast.people[who], reason="请补充。"))

    @rule(death=DEATH)
    def go_on(self, death: int | None) -> None:
        """The next step as it should be, so that most lives come far."""
        self.next_step(death)

    def next_step(self, death: int | None) -> None:
        who, work = self.cast.people, self.work
        if work.state in (State.DRAFT, State.RETURNED, State.RECALLED):
            drafts.save(work, texts={"title": "清晨"}, details=work.details, captions={})
            self.step(death, lambda: sending.send(self.work, by=who["contributor"]))
        elif work.state == State.SENT:
            self.step(death, lambda: actions.endorse(work, by=who["liaison"]))
        elif work.state == State.ENDORSED:
            self.step(death, lambda: actions.accept(work, by=who["curator"]))
        elif self.page and not (self.review and self.review.state == Review.State.OPEN):
            self.step(death, lambda: open_review(self.page, by=who["curator"]))
        elif self.review:
            for stage in ("first", "secrecy", "second", "final"):
                self.step(death, lambda stage=stage: sign(self.review, stage, by=who[stage]))

    # Reviews.

    @precondition(lambda self: self.page)
    @rule(who=PEOPLE, code=st.sampled_from(["A", "B", "C"]), death=DEATH)
    def open(self, who: str, code: str, death: int | None) -> None:
        chosen = ReviewClass.objects.filter(code__iexact=code).first()
        self.step(death, lambda: open_review(self.page, by=self.cast.people[who], review_class=chosen))

    @precondition(lambda self: self.page)
    @rule(who=PEOPLE, words=st.sampled_from(["一稿", "二稿"]), death=DEATH)
    def edit(self, who: str, words: str, death: int | None) -> None:
        """Save in the editor, as far as Wagtail lets this person."""
        user, page = self.cast.people[who], self.page
        if page.permissions_for_user(user).can_edit() and not page.permissions_for_user(user).page_locked():
            draft = page.get_latest_revision_as_object()
            setattr(draft, self.words, words)
            self.step(death, lambda: draft.save_revision(user=user))

    @precondition(lambda self: self.review)
    @rule(who=PEOPLE, stage=STAGES, death=DEATH)
    def sign(self, who: str, stage: str, death: int | None) -> None:
        self.step(death, lambda: sign(self.review, stage, by=self.cast.people[who]))

    @precondition(lambda self: self.review)
    @rule(who=PEOPLE, stage=STAGES, to=PEOPLE, death=DEATH)
    def hand_over(self, who: str, stage: str, to: str, death: int | None) -> None:
        people = self.cast.people
        self.step(death, lambda: signing.hand_over(self.review, stage, to=people[to], by=people[who]))

    @precondition(lambda self: self.review)
    @rule(who=PEOPLE, stage=st.one_of(st.none(), STAGES), death=DEATH)
    def give_back(self, who: str, stage: str | None, death: int | None) -> None:
        user = self.cast.people[who]
        if stage:
            self.step(death, lambda: return_to_stage(self.review, stage, by=user, reason="请核对。"))
        else:
            self.step(death, lambda: return_review(self.review, by=user, reason="请核对。"))

    @precondition(lambda self: self.review)
    @rule(who=PEOPLE, death=DEATH)
    def take_back(self, who: str, death: int | None) -> None:
        self.step(death, lambda: recall_review(self.review, by=self.cast.people[who]))

    @precondition(lambda self: self.review)
    @rule(who=PEOPLE, taker=PEOPLE, title=st.sampled_from(["清晨的法庭", "清晨" * 15]), death=DEATH)
    def suggest_and_take_over(self, who: str, taker: str, title: str, death: int | None) -> None:
        people = self.cast.people
        self.step(None, lambda: suggest(self.review, by=people[who], words={"title": title}))
        last = Suggestion.objects.filter(review=self.review).last()
        if last:
            self.step(death, lambda: take_over(last, by=people[taker]))

    # Release and withdrawal.

    @rule(death=DEATH)
    def work_off(self, death: int | None) -> None:
        with dying_at(death), TestCase.captureOnCommitCallbacks(execute=True):
            queue.work_off()

    @precondition(lambda self: self.page)
    @rule(who=PEOPLE, death=DEATH)
    def withdraw(self, who: str, death: int | None) -> None:
        self.step(death, lambda: withdraw(self.page, by=self.cast.people[who], reason="错字"))

    @precondition(lambda self: self.page)
    @rule()
    def publish_from_a_shell(self) -> None:
        """It sets Wagtail's own flag; nothing that visitors see is made of that."""
        self.flagged = True
        with suppress(*REFUSALS), transaction.atomic():
            self.page.get_latest_revision().publish()

    # What always holds.

    @invariant()
    def no_version_is_lost_or_changed(self) -> None:
        stand = (
            {each.number: json.dumps(each.content, sort_keys=True) for each in self.work.versions.all()}
            if hasattr(self, "pk")
            else {}
        )
        assert {number: stand.get(number) for number in self.versions} == self.versions
        self.versions = stand

    @invariant()
    def every_state_has_the_decision_that_led_to_it(self) -> None:
        if not hasattr(self, "pk"):
            return
        before = State.DRAFT
        for decision in self.work.decisions.all():
            sources, targets = MOVES[decision.verdict]
            assert before in sources
            before = self.work.state if decision == self.work.decisions.last() else _after(decision, targets)
        assert self.work.state == before

    @invariant()
    def who_takes_part_takes_one(self) -> None:
        for review in Review.objects.all():
            people = list(review.parts.values_list("person", flat=True))
            assert len(people) == len(set(people))

    @invariant()
    def what_is_public_was_signed_by_different_people_and_is_what_they_signed(self) -> None:
        live = list(Release.objects.works().filter(state=Release.State.LIVE))
        halls = list(Release.objects.exhibitions().filter(state=Release.State.LIVE))
        assert max(len(live), len(halls)) <= 1
        assert WorkCard.objects.count() == len(live)
        assert ExhibitionCard.objects.count() == len(halls)
        assert Release.objects.count() == Release.objects.values("source").distinct().count()
        for release in Release.objects.all():
            review = Review.objects.get(pk=release.source.removeprefix("review:"))
            signed = review.signatures()
            assert review.state == Review.State.PASSED
            assert set(signed) == set(review.stages.values_list("code", flat=True))
            writers = Part.objects.filter(review=review, part=WRITER).values_list("person", flat=True)
            assert not {part.person_id for part in signed.values()} & set(writers)
            assert digest_of(signing.revision_of(review)) == review.digest
            assert release.revision_id in (None, review.revision_id)
        if not self.flagged and hasattr(self, "pk") and (page := self.page):
            assert page.live == bool(halls if isinstance(page, ExhibitionPage) else live)

    @invariant()
    def a_page_in_review_is_locked(self) -> None:
        for review in Review.objects.filter(state=Review.State.OPEN).select_related("page"):
            assert review.page.locked


def _after(decision: Any, targets: frozenset[State]) -> State:
    """Whereto a decision led that is not the last: sending leads to one of two, the next one tells which."""
    following = decision.submission.decisions.filter(pk__gt=decision.pk).first()
    fitting = [state for state in targets if state in MOVES[following.verdict][0]]
    assert fitting
    return fitting[0]


class Hall(Court):
    """The life of an exhibition of that work, which is public when it begins: the same verbs, the same rules."""

    words = "preface"
    hall: int | None = None

    @initialize()
    def begin(self) -> None:
        super().begin()
        for _ in range(5):
            self.next_step(None)
        with TestCase.captureOnCommitCallbacks(execute=True):
            queue.work_off()
        self.hall = hang(Draft.objects.get(submission=self.pk).page, self.cast.people["curator"]).pk

    @property
    def page(self) -> WorkPage | ExhibitionPage | None:
        return ExhibitionPage.objects.get(pk=self.hall) if self.hall else super().page

    @rule(who=PEOPLE, death=DEATH)
    def withdraw_the_work(self, who: str, death: int | None) -> None:
        """What hangs there goes; the exhibition stays, and cannot be sent to review as it was."""
        work = Draft.objects.get(submission=self.pk).page
        self.step(death, lambda: withdraw(work, by=self.cast.people[who], reason="错字"))


def live(lives: int, steps: int, whose: type[Court] = Court) -> None:
    """So many lives of so many steps."""
    whose.cast = gather()
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        whose,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=checks,
            database=None,
            # Finding why by tracing every line takes longer than reading the steps.
            phases=[Phase.generate, Phase.shrink],
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_some_lives_of_a_work() -> None:
    live(10, 16)


@pytest.mark.django_db(transaction=True)
def test_some_lives_of_an_exhibition() -> None:
    live(6, 16, Hall)


# In parts, so that several processes share them (`make drill PYTEST_ARGS="-n 2 …"`) and what has been lived is known.
@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(20))
def test_two_thousand_lives_of_a_work(part: int) -> None:
    live(100, 30)


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(5))
def test_five_hundred_lives_of_an_exhibition(part: int) -> None:
    live(100, 30, Hall)
