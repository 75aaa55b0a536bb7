"""The reviews of a page: their stages, and who took which part. The verbs of ``curation.reviewing`` write them."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from curation.models.stage import WRITER, ReviewClass, Stage
from media_library.models import Asset
from showcase.models import Release


class ReviewQuerySet(models.QuerySet["Review"]):
    """Cycles, with those that wait for their time."""

    def scheduled(self) -> "ReviewQuerySet":
        """Those that passed and have no release yet: it waits for a time that was signed, or for the others of a bundle."""
        made = Release.objects.filter(
            source=Concat(Value("review:"), Cast(OuterRef("pk"), models.CharField()))
        )
        from curation.models.bundle import BundledWork

        # Not by a join: rows that are locked cannot be joined to what may be missing.
        bundled = BundledWork.objects.filter(review=OuterRef("pk"), outcome="")
        waits = Q(release_at__isnull=False) | Exists(bundled)
        return self.filter(waits, ~Exists(made), state=Review.State.PASSED)


class Review(models.Model):
    """One cycle of a page. While it is open the page is locked; a return voids its signatures.

    ``digest`` pins what is signed: the SHA-256 over the page's content and every shown asset's bytes and caption
    (``curation.digest``). Release computes it again.
    """

    class State(models.TextChoices):
        """OPEN until the last signature (PASSED) or a return (RETURNED)."""

        OPEN = "open", _("in review")
        PASSED = "passed", _("passed")
        RETURNED = "returned", _("returned")

    page = models.ForeignKey(Page, models.PROTECT, related_name="+")
    cycle = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    review_class = models.ForeignKey(
        ReviewClass, models.PROTECT, null=True, related_name="+", help_text="null: before there were classes"
    )
    digest = models.CharField(max_length=64)
    revision_id = models.BigIntegerField(help_text="Wagtail's revision that is signed")
    base_revision_id = models.BigIntegerField(
        null=True,
        help_text="the signed revision from which this one differs a little; null: it is signed whole",
    )
    assets = models.ManyToManyField(
        Asset,
        related_name="+",
        help_text="what the revision shows: reviewers may see it while the review is open",
    )
    release_at = models.DateTimeField(null=True, help_text="public not before; signed with the content")
    expires_at = models.DateTimeField(null=True, help_text="withdrawn then; signed with the content")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("why it was returned"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "cycle"], name="review_cycle_once"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(state="open"), name="review_one_open_per_page"
            ),
            models.CheckConstraint(
                name="review_return_has_reason", condition=~Q(state="returned") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="review_expires_after_release",
                condition=Q(release_at=None) | Q(expires_at=None) | Q(expires_at__gt=models.F("release_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.cycle}"

    def signatures(self) -> dict[str, "Part"]:
        """What was signed, by stage code. Reads ``parts`` as they were fetched."""
        return {part.part: part for part in self.parts.all() if part.part != WRITER}


class ReviewStageQuerySet(models.QuerySet["ReviewStage"]):
    """Stages of reviews, with what they wait for."""

    def waiting(self) -> "ReviewStageQuerySet":
        """Those whose turn it is in an open review, and that nobody has signed."""
        signed = Part.objects.filter(review=OuterRef("review"), part=OuterRef("code"))
        return self.filter(~Exists(signed), review__state=Review.State.OPEN, turn_at__isnull=False)


class ReviewStage(models.Model):
    """A stage as it stood when the review was opened: later edits of ``Stage`` change nothing under way.

    ``turn_at``: since when it can be signed; null until its turn comes. ``person``: to whom alone a curator handed it.
    ``confirms``: that person signed the text before a small difference, and confirms the difference alone.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="stages")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    checklist = models.JSONField(default=list, help_text="lines; all are ticked on signing")
    due_days = models.PositiveSmallIntegerField(default=3)
    turn_at = models.DateTimeField(null=True)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirms = models.BooleanField(default=False)

    objects = ReviewStageQuerySet.as_manager()

    class Meta:
        # Those in order, then those beside them.
        ordering = [models.Case(models.When(place=0, then=1), default=0), "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "code"], name="review_stage_once"),
            models.CheckConstraint(name="review_stage_is_no_writer", condition=~Q(code=WRITER)),
        ]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name

    @property
    def due_at(self) -> dt.datetime | None:
        """When it should be signed."""
        return self.turn_at + dt.timedelta(days=self.due_days) if self.turn_at else None

    @property
    def overdue(self) -> bool:
        """Whether that is over."""
        return self.due_at is not None and self.due_at < timezone.now()


class _Said(models.Model):
    """What somebody said of a review at a stage."""

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, help_text="writer, or the code of a stage of the review")
    opinion = models.TextField(_("opinion"), blank=True)
    ticked = models.JSONField(default=list, help_text="the lines of the checklist that were ticked")
    in_place_of = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="whose deputy signed"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.person}: {self.part}"


class Part(_Said):
    """A person's part in a review. Unique (review, person): whoever wrote does not sign, nobody signs twice.

    Authors and editors are entered at opening, signers on signing; the database holds the rule for everybody, the
    superuser included.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="parts")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="part_one_per_person"),
            models.UniqueConstraint(
                fields=["review", "part"], condition=~Q(part=WRITER), name="part_signed_once"
            ),
        ]


class VoidedPart(_Said):
    """A signature that a return to an earlier stage made void: it counts no more, and is kept for the record."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="voided")
    at = models.DateTimeField()
    voided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]
