"""What a person said to a privacy hint."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions.models.submission import Submission
from submissions.models.version import SubmissionVersion


class HintAnswer(models.Model):
    """``submissions.hints.answering`` is the only writer. Rows are added, never changed: the last one of a key holds.

    ``key`` is made of the hint's kind, place and words, so that an answer holds for later versions with the same
    text. The words themselves are not kept here.
    """

    class Verdict(models.TextChoices):
        """What was said."""

        HARMLESS = "harmless", _("no problem, because …")
        REMOVED = "removed", _("will be removed")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="hint_answers")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+")
    key = models.CharField(max_length=32)
    kind = models.CharField(max_length=12)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="hint_harmless_has_reason", condition=~Q(verdict="harmless") | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_verdict_display()}"


class HintFollowUp(models.Model):
    """What became of an answer that promised something: done, or not needed, with words.

    ``submissions.hints.following`` is the only writer; until there is one, the work is not sent to review.
    """

    class Outcome(models.TextChoices):
        """What was said."""

        DONE = "done", _("done")
        NEEDLESS = "needless", _("not needed, because …")

    answer = models.OneToOneField(HintAnswer, models.PROTECT, related_name="follow_up")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="hint_needless_has_reason", condition=~Q(outcome="needless") | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.get_outcome_display()}"
