"""Until when a work may be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions.models.submission import Submission


class Licence(models.Model):
    """The last day of the licence, or that it has none again. ``submissions.licence`` is the only writer; rows are
    added, never changed: the last one holds. A work without a row is licensed without end."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    until = models.DateField(_("licensed until"), null=True, help_text="the last day; null: without end")
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission}: {self.until or '∞'}"
