"""A link for one signer's telephone."""

from django.db import models

from accounts.models import User


class Invitation(models.Model):
    """A link to a contact sheet: for one person, for exact contents, until it expires or is spent.

    Only a SHA-256 of the token is kept. ``works``: ``[[review, stage's code, digest], …]``.
    """

    token = models.CharField(max_length=64, unique=True, help_text="SHA-256, hex")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    works = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%Y-%m-%d %H:%M}"
