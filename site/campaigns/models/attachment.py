"""What goes with a call: an entry form, a letter of consent, an example."""

from django.db import models

from campaigns.models.call import Call
from media_library.models import Asset


class CallAttachment(models.Model):
    """A file of the library that everybody who is signed in may take from the call. Visitors never see it.

    ``campaigns.attaching`` is the only writer.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="attachments")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "asset"], name="call_attachment_once")]

    def __str__(self) -> str:
        return self.asset.name
