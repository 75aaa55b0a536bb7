"""Which pictures are, or may be, the same one. ``media_library.duplicates`` is the only writer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library.models.asset import Asset


class Look(models.Model):
    """The search for likely duplicates of a picture came to its end: originals never change, so once is for ever."""

    asset = models.OneToOneField(Asset, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.asset_id)


class Mark(models.Model):
    """A word by which a picture is found (``duplicates.marks``)."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="+", db_index=False)
    word = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "asset"], name="mark_once")]

    def __str__(self) -> str:
        return f"{self.word:08x} {self.asset_id}"


class Resemblance(models.Model):
    """Two pictures that are likely one, how we know, and what somebody decided.

    A pair has one row for ever: what was decided is never asked again. ``of_first`` and ``of_second`` are the part of
    each that both show (left, top, right, bottom, as shares).
    """

    class Verdict(models.TextChoices):
        """WAITING until somebody looks; afterwards it can be changed, but not taken back."""

        WAITING = "", _("waits for a decision")
        SAME = "same", _("the same picture")
        DIFFERENT = "different", _("not a duplicate")

    first = models.ForeignKey(Asset, models.CASCADE, related_name="+")
    second = models.ForeignKey(Asset, models.CASCADE, related_name="+")
    agreement = models.FloatField(help_text="share of what both show that agrees")
    of_first = models.JSONField()
    of_second = models.JSONField()
    found_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(
        _("decision"),
        max_length=10,
        choices=Verdict.choices,
        default=Verdict.WAITING,
        blank=True,
        db_index=True,
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="resemblance_once"),
            models.CheckConstraint(name="resemblance_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="resemblance_decided_by_somebody",
                condition=Q(verdict="", by=None, at=None)
                | (~Q(verdict="") & Q(by__isnull=False, at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}: {self.verdict}"
