"""A closed call, open a little longer for one person or one unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from campaigns.models import Call


class LateAccess(models.Model):
    """Given by a curator, taken up by its code. The last day counts, to 24:00 in Asia/Shanghai."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    taken_up_by = models.ManyToManyField(User, related_name="+", editable=False)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="late_for_one",
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.user or self.unit}"
