"""A reader says that something is wrong on a work's page, and reads our answer."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from curation.models.suggestion import Correction


def new_token() -> str:
    """128 bits: the number with which its writer, and nobody else, finds the answer."""
    return secrets.token_hex(16)


class Mistake(models.Model):
    """A report. ``curation.mistakes`` is the only writer. ``contact`` and ``address`` are private, and are emptied."""

    class State(models.TextChoices):
        """RECEIVED until somebody answers; CORRECTED where the page was changed."""

        RECEIVED = "received", _("received")
        ANSWERED = "answered", _("answered")
        CORRECTED = "corrected", _("page corrected")

    token = models.CharField(max_length=32, unique=True, default=new_token)
    page_id = models.BigIntegerField(db_index=True, help_text="the WorkPage; an id, as in Release")
    slug = models.SlugField()
    title = models.CharField(max_length=255)
    passage = models.CharField(_("which passage"), max_length=300, blank=True)
    wrong = models.TextField(_("what is wrong"), max_length=1000)
    contact = models.CharField(_("how we reach you"), max_length=120, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="mistake_by_state")]

    def __str__(self) -> str:
        return f"{self.slug}, {self.at:%Y-%m-%d}"
