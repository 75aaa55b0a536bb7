"""What somebody decided on a version, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions.models.submission import Submission
from submissions.models.version import SubmissionVersion


class Decision(models.Model):
    """A step of a submission's history; returning and declining need a reason, which the contributor reads."""

    class Verdict(models.TextChoices):
        """What was done."""

        SENT = "sent", _("sent in")
        RECALLED = "recalled", _("recalled")
        ENDORSED = "endorsed", _("endorsed")
        RETURNED = "returned", _("returned")
        DECLINED = "declined", _("not accepted")
        ACCEPTED = "accepted", _("accepted")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_has_reason", condition=~Q(verdict__in=["returned", "declined"]) | ~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_verdict_display()}"
