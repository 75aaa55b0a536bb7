"""Where a page came from and where it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from media_library.models import Album
from showcase.models import WorkPage
from submissions.models import Submission, SubmissionVersion


class Series(models.Model):
    """The running number of a kind in a year: ``sf-2021-0007`` is the seventh of ``sf`` in 2021."""

    prefix = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:04d}"


class Draft(models.Model):
    """The page that was drafted from an accepted submission, and from which version."""

    page = models.OneToOneField(WorkPage, models.PROTECT, related_name="+")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="+")
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.page} ← {self.submission_id}"


class AlbumDraft(models.Model):
    """The page that was made of what was picked in an album; ``key`` is a SHA-256 over the picks, so that the same
    picks make one page however often one asks, and a large event may give several works."""

    page = models.OneToOneField(WorkPage, models.PROTECT, related_name="+")
    album = models.ForeignKey(Album, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["album", "key"], name="album_draft_once")]

    def __str__(self) -> str:
        return f"{self.page} ← {self.album}"


class Withdrawal(models.Model):
    """A work, or an exhibition, taken from the public, by whom and why. A row of the 撤稿 register; never changed."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.reason}"


class Attestation(models.Model):
    """In place of signatures, for works released before: who answers for it, on what earlier approval."""

    page = models.OneToOneField(WorkPage, models.PROTECT, related_name="+")
    operator = models.CharField(max_length=120)
    approval = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.page}: {self.operator}, {self.approval}"
