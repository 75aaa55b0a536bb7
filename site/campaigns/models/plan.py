"""The plan as the notice has it. Every text is verbatim; what we inferred is marked so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User


class Campaign(models.Model):
    """One notice, made into a plan. ``campaigns.planning.create`` makes it whole."""

    title = models.CharField(_("title"), max_length=200)
    title_inferred = models.BooleanField(_("title inferred"), default=False)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    source = models.TextField(_("text of the notice"), help_text=_("As it came; never rewritten."))
    proposal = models.JSONField(
        _("reading"), default=dict, help_text="the whole reading, as --json prints it"
    )
    fillings = models.JSONField(
        _("placeholders filled"), default=dict, blank=True, help_text="line:column → what a person put in"
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("created by")
    )
    edited_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("last edited by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    public = models.BooleanField(
        _("visible to visitors"),
        default=False,
        help_text="written by campaigns.showing alone: a second person shows what the first one made",
    )
    waits_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="written by campaigns.showing alone: since when a colleague is asked to show it to visitors",
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def __str__(self) -> str:
        return self.title


class _Node(models.Model):
    """A piece of the notice: where it stood and in which order it comes."""

    position = models.PositiveIntegerField(default=0)
    line = models.PositiveIntegerField(null=True, help_text="1-based line of the notice")

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Phase(_Node):
    """第一阶段…: the period stays as written."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    label = models.CharField(_("label"), max_length=40)
    title = models.CharField(_("title"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.label} {self.period}"


class Group(_Node):
    """（一）…: a group of activities. Items on no group hang on one without label and title."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="groups")
    label = models.CharField(_("label"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.label}{self.title}"


class Item(_Node):
    """A numbered item: what is to be done, by which units. The key is (group, position), never the number."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="items", verbose_name=_("group"))
    label = models.CharField(
        _("number"), max_length=20, blank=True, help_text="as written; 10a, 10b after a split"
    )
    title = models.CharField(_("title"), max_length=200)
    title_inferred = models.BooleanField(_("title inferred"), default=False)
    text = models.TextField(_("text"), blank=True)
    deadline = models.CharField(_("deadline"), max_length=120, blank=True, help_text=_("As written."))
    units = models.ManyToManyField(Unit, through="ItemUnit", related_name="+")
    shown_as = models.CharField(
        max_length=230,
        blank=True,
        editable=False,
        help_text="what lists of works call it for visitors: its number and title when a second person showed them",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        help_text="stays for the works and releases that name it; the plan shows them under the other item",
    )

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()

    @property
    def public_name(self) -> str:
        """Its number and title for visitors: what a single person has just written is not among them."""
        return self.shown_as or str(self)


class ItemUnit(models.Model):
    """Who answers for an item, in the role that the notice names (责任单位, 牵头单位, 配合单位 …)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="responsible")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=40, default="责任单位")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="item_unit_once")]

    def __str__(self) -> str:
        return f"{self.role}：{self.unit}"


class Requirement(_Node):
    """三、工作要求: what holds for the whole campaign."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="requirements")
    label = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.label} {self.title}"
