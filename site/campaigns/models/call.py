"""A call opens an item for works; its terms are versioned texts that a contributor accepts."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models.kind import Kind
from campaigns.models.plan import Item
from media_library.models import State

if TYPE_CHECKING:
    from campaigns.models.attachment import CallAttachment


class Terms(models.Model):
    """A version of the declaration and licence. A new wording is a new row; rows are never edited once accepted."""

    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(_("version"), default=1)
    text = models.TextField(_("text"))
    text_en = models.TextField(_("English text"), blank=True)

    class Meta:
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="terms_version_once")]
        verbose_name = _("terms")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class Call(models.Model):
    """What may be sent in, by when, under which rules. A closing date ends at 24:00 in Asia/Shanghai."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="calls", verbose_name=_("item"))
    slug = models.SlugField(_("address"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    kinds = models.ManyToManyField(Kind, verbose_name=_("kinds of works"))
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("The day itself still counts, to 24:00.")
    )
    rules = models.TextField(_("rules"), blank=True)
    terms = models.ForeignKey(Terms, models.PROTECT, verbose_name=_("terms to accept"))
    endorsement = models.BooleanField(
        _("units endorse"),
        default=True,
        help_text=_("A work goes to the unit's liaison before the curators."),
    )
    coauthors_confirm = models.BooleanField(
        _("co-authors confirm"),
        default=False,
        help_text=_("Before a work goes on, each co-author with an account confirms it; else they are told."),
    )
    public = models.BooleanField(
        _("visible to visitors"),
        default=False,
        help_text=_("Visitors can read the call; only staff can send works."),
    )
    waits_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="written by campaigns.showing alone: since when a colleague is asked to show it to visitors",
    )
    per_person = models.PositiveIntegerField(
        _("works per person"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    quota_binding = models.BooleanField(
        _("no more than the quota"),
        default=False,
        help_text="written by campaigns.quotas: units may endorse no more; else more are only told so",
    )
    edited_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("last edited by")
    )
    limits = models.JSONField(
        _("limits"), default=dict, blank=True, help_text="overrides Kind.limits: {kind code: {…}}"
    )

    class Meta:
        ordering = ["closes_on", "pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """``upcoming``, ``open`` or ``closed``, today in Asia/Shanghai."""
        today = timezone.localdate()
        if self.opens_on and today < self.opens_on:
            return "upcoming"
        if self.closes_on and today > self.closes_on:
            return "closed"
        return "open"

    @property
    def attached(self) -> "models.QuerySet[CallAttachment]":
        """What staff may take from it: the files that stood their check. Never for visitors."""
        return self.attachments.filter(asset__state=State.READY).select_related("asset")

    def limits_for(self, kind: Kind) -> dict[str, Any]:
        """The kind's limits with this call's own on top; ``required`` says by name what this call insists on or not."""
        return {**kind.limits, **self.limits.get(kind.code, {})}
