"""Somebody wants the site's own texts otherwise, and a second person decides."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library.models import Asset


class HouseProposal(models.Model):
    """``showcase.House`` as it shall be. ``curation.house`` is the only writer; at most one waits.

    ``values`` holds every text by field name, dates as ISO. Nothing is public of it before it is taken.
    """

    values = models.JSONField(default=dict)
    emblem = models.ForeignKey(
        Asset, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("emblem")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["taken"], condition=Q(decided_at=None), name="house_proposal_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(taken=False) | ~Q(decided_by=F("by")), name="house_proposal_by_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d}"
