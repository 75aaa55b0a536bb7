"""An upload in hand: tus's view of a file that still arrives."""

import uuid

from django.db import models

from accounts.models import User
from media_library.models.asset import Asset


class Upload(models.Model):
    """``media_library.uploads`` is the only writer. The bytes stand in ``VAR/uploads/<uid>``; ``offset`` says how many
    of them are safe on disk, and is the one truth of it (see ``media_library.uploads.arriving``)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    length = models.BigIntegerField(null=True, help_text="bytes; null while deferred")
    offset = models.BigIntegerField(default=0)
    name = models.CharField(max_length=400, blank=True)
    metadata = models.TextField(blank=True, help_text="Upload-Metadata as it came, echoed by HEAD")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    asset = models.OneToOneField(
        Asset, models.SET_NULL, null=True, related_name="+", help_text="set at the end"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.offset}/{self.length}"
