"""Which stages there are, who signs them, and which of them a class of works needs: rows that an administrator keeps."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from accounts.models import User
from accounts.roles import REVIEWERS

WRITER = "writer"


class Named(models.Model):
    """A row with a name in both languages."""

    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name


class Stage(Named):
    """One signature: whoever holds its role gives it, or, where people are named, only they and their deputies.

    ``code`` is what a signature keeps (``Part.part``) and never changes. ``checklist``: each line is ticked on signing.
    """

    code = models.SlugField(_("code"), max_length=20, unique=True)
    role = models.CharField(
        _("role"), max_length=10, choices=[(role.value, role.label) for role in REVIEWERS]
    )
    people = models.ManyToManyField(
        User,
        related_name="+",
        blank=True,
        verbose_name=_("named people"),
        help_text=_("Nobody named: everyone who holds the role may sign."),
    )
    checklist = models.TextField(
        _("checklist"), blank=True, help_text=_("One question a line. All are ticked on signing.")
    )
    due_days = models.PositiveSmallIntegerField(
        _("days to sign"), default=3, validators=[MaxValueValidator(365)]
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        constraints = [
            models.CheckConstraint(name="stage_is_no_writer", condition=~Q(code=WRITER)),
        ]

    def clean(self) -> None:
        """Raises ValidationError for the one code that means something else."""
        if self.code == WRITER:
            raise ValidationError({"code": _("This code stands for authors and editors.")})

    @property
    def lines(self) -> list[str]:
        """The checklist, line by line."""
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]


class Deputy(models.Model):
    """A deputy signs a stage for somebody, from day to day."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="deputies", verbose_name=_("stage"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("in place of"))
    deputy = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("deputy"))
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            models.CheckConstraint(name="deputy_days_in_order", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(name="deputy_is_another", condition=~Q(deputy=F("person"))),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.person}"

    def clean(self) -> None:
        """Raises ValidationError where the days are in the wrong order or somebody would stand for themselves."""
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day is before the first.")})
        if self.deputy_id and self.deputy_id == self.person_id:
            raise ValidationError({"deputy": _("Nobody is their own deputy.")})


class ReviewClass(Named, ClusterableModel):
    """Which stages works of a class need: A ordinary, B important, C sensitive; or a correction of a public work.

    The first in order is what is offered; a class for corrections is taken by small corrections alone.
    """

    code = models.SlugField(_("code"), max_length=10, unique=True)
    meant_for = models.CharField(_("meant for"), max_length=120, blank=True)
    meant_for_en = models.CharField(_("meant for, in English"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    corrections = models.BooleanField(_("for small corrections of public works alone"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("review class")
        verbose_name_plural = _("review classes")

    @property
    def explained(self) -> str:
        """For what it is meant, in the reader's language."""
        english = (get_language() or "").startswith("en")
        return (self.meant_for_en if english else "") or self.meant_for


class Step(models.Model):
    """A stage's place in a class: 1, 2, 3 come one after the other; 0 is given at any time, beside them."""

    review_class = ParentalKey(ReviewClass, on_delete=models.CASCADE, related_name="steps")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("stage"))
    place = models.PositiveSmallIntegerField(
        _("place"), help_text=_("1, 2, 3 come one after the other; 0 is signed at any time, beside them.")
    )

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["review_class", "stage"], name="step_once_in_class")]

    def __str__(self) -> str:
        return f"{self.place}: {self.stage}"
