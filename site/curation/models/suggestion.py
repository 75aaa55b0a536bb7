"""What a signer would change, and the register of corrections."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from curation.models.review import Review


class Suggestion(models.Model):
    """Edits that a signer suggests instead of returning the work; a curator takes them over, and so is their writer.

    ``changes``: ``[{"field": "title", "old": "…", "new": "…"}]``, as in ``curation.differences``.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="suggestions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    changes = models.JSONField()
    note = models.TextField(blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="suggestion_taken_by_another",
                condition=models.Q(taken_by=None) | ~models.Q(taken_by=models.F("by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.by}"


class Correction(models.Model):
    """A row of the 更正 register: what of a public work was wrong, who found it, who answers for the change.

    It is done when its review's release is live; ``Release.source`` tells.
    """

    class Problem(models.TextChoices):
        """What was wrong (domain §3.4)."""

        TYPO = "typo", _("wrong character")
        FACT = "fact", _("wrong fact")
        WORDING = "wording", _("wording")
        PORTRAIT = "portrait", _("portrait")
        RIGHTS = "rights", _("copyright")
        SECRET = "secret", _("confidentiality")

    class Found(models.TextChoices):
        """How it came to light."""

        PATROL = "patrol", _("our own patrol")
        READER = "reader", _("a reader")
        SUPERIOR = "superior", _("a superior body")
        AUTHOR = "author", _("the author")

    review = models.OneToOneField(Review, models.PROTECT, related_name="correction")
    page = models.ForeignKey(Page, models.PROTECT, related_name="+")
    problem = models.CharField(_("what was wrong"), max_length=10, choices=Problem.choices)
    found = models.CharField(_("who found it"), max_length=10, choices=Found.choices)
    found_on = models.DateField(_("found on"))
    reason = models.TextField(_("reason and what is done against it"), max_length=1000)
    changes = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_problem_display()}"
