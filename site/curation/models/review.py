"""The three reviews and the confidentiality review: who took which part. ``curation.reviewing`` writes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library.models import Asset
from showcase.models import WorkPage

SIGNED = ("first", "second", "final", "secrecy")


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

    page = models.ForeignKey(WorkPage, models.PROTECT, related_name="+")
    cycle = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    digest = models.CharField(max_length=64)
    revision_id = models.BigIntegerField(help_text="Wagtail's revision that is signed")
    assets = models.ManyToManyField(
        Asset,
        related_name="+",
        help_text="what the revision shows: reviewers may see it while the review is open",
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("why it was returned"), blank=True)

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
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.cycle}"


class Part(models.Model):
    """A person's part in a review. Unique (review, person): whoever wrote does not sign, nobody signs twice.

    Authors and editors are entered at opening, signers on signing; the database holds the rule for everybody, the
    superuser included.
    """

    class Name(models.TextChoices):
        """WRITER is an author, contributor or editor; the others are signatures."""

        WRITER = "writer", _("author or editor")
        FIRST = "first", _("first review")
        SECOND = "second", _("second review")
        FINAL = "final", _("final review")
        SECRECY = "secrecy", _("confidentiality review")

    review = models.ForeignKey(Review, models.PROTECT, related_name="parts")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Name.choices)
    opinion = models.TextField(_("opinion"), blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="part_one_per_person"),
            models.UniqueConstraint(
                fields=["review", "part"], condition=Q(part__in=SIGNED), name="part_signed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_part_display()}"
