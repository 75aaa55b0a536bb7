"""Works that are reviewed and released together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from curation.models.review import Review
from showcase.models import WorkPage


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Bundles, with those that wait for their works."""

    def that_can_be_changed(self) -> "BundleQuerySet":
        """Those with works of which none is under way."""
        here = BundledWork.objects.filter(bundle=models.OuterRef("pk"), outcome="")
        under_way = here.filter(review__isnull=False)
        return self.filter(models.Exists(here), ~models.Exists(under_way))


class Bundle(models.Model):
    """A name for some works. It groups, and has no state of its own: each work keeps its review and signatures, and
    where the bundle stands is read from them (``curation.bundles``)."""

    name = models.CharField(_("name of the bundle"), max_length=80)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class BundledWork(models.Model):
    """A work's place in a bundle, as long as it has no ``outcome``. ``curation.bundles`` is the only writer.

    ``review``: the one that was opened for the bundle. ``ready_at``: the files of its release stand in the public
    store, and it waits for the others.
    """

    class Outcome(models.TextChoices):
        """How its time in the bundle ended."""

        RELEASED = "released", _("released with the others")
        LEFT = "left", _("left the bundle")

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="works")
    page = models.ForeignKey(WorkPage, models.PROTECT, related_name="+")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="bundled")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(outcome=""), name="bundled_in_one_bundle_at_a_time"
            ),
            models.CheckConstraint(
                name="bundled_ends_with_outcome",
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle}: {self.page}"
