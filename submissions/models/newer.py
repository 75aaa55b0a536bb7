"""A newer version of an accepted work, from the wish to the answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions.models.submission import Submission
from submissions.models.version import SubmissionVersion


class NewerVersion(models.Model):
    """The contributor of an accepted work writes a newer version (``version`` is null meanwhile), offers it, and a
    curator takes it over, wholly or in part, or not; until then the contributor may give it up.
    ``submissions.intake.newer`` is the only writer.

    The submission stays accepted all the while: what is public, or in review, does not change by an offer.
    """

    class Outcome(models.TextChoices):
        """What the curators did with it, or that its contributor gave it up."""

        TAKEN = "taken", _("taken over")
        PARTLY = "partly", _("taken over in part")
        DECLINED = "declined", _("not taken over")
        GIVEN_UP = "given_up", _("given up")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    reason = models.TextField(_("why there is a newer version"), max_length=1000)
    begun_at = models.DateTimeField(auto_now_add=True)
    version = models.OneToOneField(SubmissionVersion, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    parts = models.JSONField(default=list, help_text="what was taken over")
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    left = models.JSONField(
        null=True, help_text="what had been written when it was given up, in the shape of a version's content"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(outcome=""), name="newer_version_open_once"
            ),
            models.CheckConstraint(
                name="newer_version_left_with_reason",
                condition=Q(outcome__in=["", "taken", "given_up"]) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="newer_version_answered_after_offer",
                condition=Q(outcome__in=["", "given_up"]) | Q(version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.begun_at:%Y-%m-%d}"
