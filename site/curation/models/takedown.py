"""Somebody asks that a public work be taken down, and a second person decides."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from curation.models.draft import Withdrawal
from curation.models.suggestion import Correction


class Takedown(models.Model):
    """A row of the 撤稿登记: what was wrong, who found it, who asked, who approved. ``curation.takedown`` is the only
    writer. ``withdrawal`` tells when the work went; of what touches secrets it went before anybody approved."""

    class Origin(models.TextChoices):
        """Who set it going."""

        PERSON = "person", _("a colleague")
        CONSENT = "consent", _("an author took the consent back")
        LICENCE = "licence", _("the licence is over")
        EXPIRY = "expiry", _("the time for which it may be shown is over")

    page = models.ForeignKey(Page, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PERSON)
    problem = models.CharField(_("what was wrong"), max_length=10, choices=Correction.Problem.choices)
    found = models.CharField(_("how it was found"), max_length=10, choices=Correction.Found.choices)
    finder = models.CharField(_("name of the finder"), max_length=80, blank=True)
    found_at = models.DateTimeField(_("found at"))
    reason = models.TextField(_("reason and what is done against it"), max_length=1000)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="null: the service itself"
    )
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)
    answer = models.TextField(_("why it stays up"), blank=True)
    withdrawal = models.OneToOneField(Withdrawal, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(decided_at=None), name="takedown_open_once"),
            models.CheckConstraint(
                name="takedown_decided_by_another", condition=Q(decided_by=None) | ~Q(decided_by=F("by"))
            ),
            models.CheckConstraint(
                name="takedown_approved_or_secret",
                condition=Q(withdrawal=None) | Q(approved=True) | Q(problem=Correction.Problem.SECRET),
            ),
            models.CheckConstraint(
                name="takedown_refused_with_answer",
                condition=Q(decided_at=None) | Q(approved=True) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_problem_display()}"
