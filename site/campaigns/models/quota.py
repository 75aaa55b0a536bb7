"""How many works a call expects: of every unit that it asks, and of a unit by itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from campaigns.models.call import Call
from campaigns.models.kind import Kind


class Quota(models.Model):
    """``works`` of a kind are expected of ``unit``; without a unit, of each that has no number of its own.

    ``campaigns.quotas`` is the only writer.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="quotas")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    works = models.PositiveIntegerField(_("works"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "kind", "unit"], name="quota_once"),
            models.UniqueConstraint(
                fields=["call", "kind"], condition=Q(unit=None), name="quota_of_every_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} × {self.kind_id} × {self.unit_id}: {self.works}"
