"""Authors other than the sender: what each of them said, and the paper that one without an account has signed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library.models import Asset
from submissions.models.submission import Submission


class Agreement(models.Model):
    """An author with an account, other than the contributor. ``submissions.intake.agreeing`` is the only writer."""

    class Answer(models.TextChoices):
        """What the author said."""

        ASKED = "asked", _("not yet confirmed")
        AGREED = "agreed", _("confirmed")
        REFUSED = "refused", _("did not agree")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="agreements")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_answer_display()}"


class SignedDeclaration(models.Model):
    """The signed 承诺书 of an author without an account. It stands beside the work's files and never among them, so
    that nothing which shows a work can show it. Whoever endorses attests to it. The last one counts; one that was
    attested stays beside another in its place."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="papers")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    attested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    attested_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission}: {self.asset}"
