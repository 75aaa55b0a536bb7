"""What was sent, as it was sent."""

from typing import Any, NoReturn

from django.db import models

from accounts.models import User
from media_library.models import Asset
from submissions.models.submission import Submission


class SubmissionVersion(models.Model):
    """Immutable; one for each sending. ``submissions.intake.sending`` is the only writer.

    ``content``::

        {"call": {"id", "title"}, "item": {"id", "label", "title"}, "kind": {"id", "code", "name", "name_en"},
         "unit": {"id", "name"}, "title", "authors": [{"name", "user"}], "created", "summary", "text",
         "details": {…}, "terms": {"id", "name", "version", "accepted_at", "accepted_from"?},
         "telephone"?,
         "declared": {…}, "files": [{"asset": uid, "name", "format", "size", "sha256", "role", "caption"}]}

    ``assets`` are its files again, so that "who may see this file?" is one query.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    assets = models.ManyToManyField(Asset, related_name="+")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.submission} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises TypeError for a version that stands already."""
        if not self._state.adding:
            raise TypeError("A sent version never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises TypeError, always."""
        raise TypeError("A sent version is never deleted.")
