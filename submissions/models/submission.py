"""A work that somebody offers to a call."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from campaigns.models import Call, Kind, Terms
from media_library.models import Asset


class State(models.TextChoices):
    """Written by ``submissions.lifecycle`` alone.

    DRAFT → SENT (with the unit's liaison) → ENDORSED (with the curators) → ACCEPTED or DECLINED.
    Where the call asks for no endorsement, or a liaison sends, sending leads to ENDORSED.
    RETURNED goes back to its contributor, who amends and sends again. RECALLED was taken back by its sender.
    """

    DRAFT = "draft", _("draft")
    SENT = "sent", _("with the unit's liaison")
    ENDORSED = "endorsed", _("with the new-media team")
    RETURNED = "returned", _("returned")
    RECALLED = "recalled", _("recalled")
    DECLINED = "declined", _("not accepted")
    ACCEPTED = "accepted", _("accepted")


EDITABLE = (State.DRAFT, State.RETURNED, State.RECALLED)
#: The same as a question to the database: also an accepted work whose contributor writes a newer version.
IS_EDITABLE = models.Q(state__in=EDITABLE) | models.Q(state=State.ACCEPTED, amending=True)


class Submission(models.Model):
    """The working copy. What was sent stands in ``SubmissionVersion`` and never changes.

    ``authors``: ``[{"name": "王芳", "user": 12 | null}, …]`` in the order of credit.
    Texts are wider than ``intake.requirements`` lets pass, so that a draft can keep what was typed.
    ``details``: the kind's own fields as they were typed; ``campaigns.fields`` validates them on sending.
    ``text``: an essay's body, a lecture's script, or a calligraphy's 释文.
    ``lock`` goes up by one with every change of state: two people never decide on the same one.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    contributor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("contributor"))
    former_contributors = models.JSONField(
        default=list, editable=False, help_text="keys of the accounts that wrote it before it was handed on"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    lock = models.PositiveIntegerField(default=0, editable=False)
    amending = models.BooleanField(
        default=False, editable=False, help_text="accepted, and a newer version is written; see intake.newer"
    )
    since = models.DateTimeField(_("since"), auto_now_add=True, help_text="when it came into this state")
    receipt = models.CharField(_("receipt number"), max_length=24, null=True, unique=True, editable=False)

    title = models.CharField(_("title"), max_length=300, blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    created = models.CharField(
        _("made when"), max_length=40, blank=True, help_text="2021, 2021-06 or 2021-06-18"
    )
    summary = models.TextField(_("about the work"), blank=True)
    text = models.TextField(_("text"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    terms = models.ForeignKey(
        Terms, models.PROTECT, null=True, related_name="+", verbose_name=_("terms accepted")
    )
    terms_accepted_at = models.DateTimeField(null=True)
    declared = models.JSONField(
        _("declared"), default=dict, blank=True, help_text="see submissions.declarations"
    )

    terms_accepted_from = models.GenericIPAddressField(
        null=True, editable=False, help_text="the network address of whoever accepted them"
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, help_text="never public")
    rank = models.PositiveIntegerField(
        _("place in the unit's order"),
        null=True,
        editable=False,
        help_text="a key to sort by, written by submissions.ranking alone; ``ranking.places`` makes 1, 2, 3 of it",
    )

    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["state", "since"], name="submission_desk")]

    def __str__(self) -> str:
        return self.title or str(_("Untitled"))

    @property
    def editable(self) -> bool:
        """Whether its contributor may change it now."""
        return self.state in EDITABLE or (self.state == State.ACCEPTED and self.amending)


class SubmissionFile(models.Model):
    """A file of the working copy: which asset, in what role and order, with what caption."""

    class Role(models.TextChoices):
        """``MAIN`` are the work; a script, slides or a detail stand beside it."""

        MAIN = "main", _("the work")
        SCRIPT = "script", _("script or handout")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MAIN)
    position = models.PositiveIntegerField(default=0)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    read = models.BooleanField(
        default=False, editable=False, help_text="what its camera wrote was offered to the form"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "asset"], name="submission_file_once")]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.asset_id}"
