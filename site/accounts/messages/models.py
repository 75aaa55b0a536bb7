"""A message to a person or a group, and each way out of the house that it takes."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Case, Q, When
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.messages import words


class Robot(models.Model):
    """A group's robot in 企业微信 or 钉钉: an address that only an administrator sets, and that is a secret by itself."""

    class Form(models.TextChoices):
        """Whose JSON it reads."""

        WECOM = "wecom", _("WeCom")
        DINGTALK = "dingtalk", _("DingTalk")

    unit = models.ForeignKey(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
        help_text=_("Empty: the group of the new-media team."),
    )
    form = models.CharField(_("kind of robot"), max_length=10, choices=Form.choices)
    address = models.CharField(
        _("webhook address"),
        max_length=500,
        validators=[URLValidator(schemes=["https"])],
        help_text=_(
            "As the group's robot shows it; it begins with https://. Whoever knows it can write to the group."
        ),
    )
    secret = models.CharField(
        _("signing secret"),
        max_length=120,
        blank=True,
        help_text=_("DingTalk only, where signing is switched on."),
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["unit__name", "pk"]
        verbose_name = _("group robot")
        verbose_name_plural = _("group robots")

    def __str__(self) -> str:
        whose = self.unit or _("New-media team")
        return f"{whose} ({self.get_form_display()})"


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages of somebody."""

    def unread(self) -> "MessageQuerySet":
        """Those that were not opened."""
        return self.filter(read_at=None)

    def unread_first(self) -> "MessageQuerySet":
        """Those that were not opened before the others, each the newest first."""
        return self.order_by(Case(When(read_at=None, then=0), default=1), "-at", "-pk")


class Message(models.Model):
    """What happened, told to one person (``to``) or one group (``robot``). ``accounts.messages.telling`` writes it.

    ``event`` names what happened, such as ``decision:12``: one message per event and reader. The words are kept as
    ``kind`` and ``facts`` and are put together when they are read, in the reader's language of that moment: one
    colleague reads the inbox in Chinese and the mail in English, and a better wording mends old messages, too.
    ``detail`` is what somebody wrote, such as the reason of a return; it never leaves the service.
    ``link`` is a path of ours in its Chinese form.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="messages")
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, related_name="+")
    event = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    detail = models.TextField(blank=True)
    link = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["to", "event"], name="message_told_once"),
            models.UniqueConstraint(fields=["robot", "event"], name="message_told_group_once"),
            models.CheckConstraint(
                name="message_to_one",
                condition=Q(to=None, robot__isnull=False) | Q(to__isnull=False, robot=None),
            ),
        ]
        indexes = [models.Index(fields=["to", "read_at", "-at"], name="message_inbox")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What happened, in the language of whoever reads."""
        return words.say(self.kind, self.facts)

    @property
    def address(self) -> str:
        """The path of what it is about, in the language of whoever reads."""
        language = get_language() or settings.LANGUAGE_CODE
        with override(settings.LANGUAGE_CODE):  # only so is the kept path known
            return translate_url(self.link, language)


class Delivery(models.Model):
    """A message on its way out of the service. ``accounts.messages.sending`` is the only writer."""

    class Channel(models.TextChoices):
        """By which way."""

        EMAIL = "email", _("mail")
        WEBHOOK = "webhook", _("group robot")

    class State(models.TextChoices):
        """WAITING until ``next_try``, then SENT, or FAILED after the last attempt."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent out")
        FAILED = "failed", _("failed")

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    next_try = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "next_try"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel} ({self.state})"
