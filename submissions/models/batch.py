"""Many works brought at once: what a sheet and its ZIP said, row by row, before drafts are made of it."""

import uuid

from django.db import models

from accounts.models import User
from campaigns.models import Call


class Batch(models.Model):
    """``rows``: ``[{"line": 3, "kind": code, "title", "authors": [{"name", "number"}], "unit": pk | null, "size", "rank", "telephone",
    "files": [name], "assets": [uid], "problems": [sentence]}]``; ``strangers`` are files that belong to no row.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    strangers = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.call}: {len(self.rows)}"
