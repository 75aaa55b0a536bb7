"""One row for each act. ``audit.trail.record`` is the only writer; nothing updates or deletes a row."""

from typing import Any, NoReturn

from django.db import models


class Entry(models.Model):
    """An act: ids and labels only, no foreign keys, so that the trail outlives what it speaks of.

    ``digest`` is the SHA-256 over the previous entry's digest and this entry's facts (``audit.trail.digest_of``).
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=120, db_index=True, help_text="kind:id, as in work:12")
    label = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True, help_text="unique: the chain cannot fork")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises TypeError for a row that stands already."""
        if not self._state.adding:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises TypeError, always."""
        raise TypeError("The audit trail is append-only.")
