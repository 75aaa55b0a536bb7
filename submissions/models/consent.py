"""An author who takes the consent back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions.models.submission import Submission


class ConsentWithdrawal(models.Model):
    """Asks the curators to take a work down. ``submissions.consent`` is the only writer; rows are never deleted."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="withdrawals")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    outcome = models.TextField(_("what was done"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(settled_at=None), name="withdrawal_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.at:%Y-%m-%d}"
