"""Who there is: accounts, people (who may have none), units as a tree, memberships."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.messages.models import Delivery as Delivery
from accounts.messages.models import Message as Message
from accounts.messages.models import Robot as Robot


class Unit(models.Model):
    """A department, a Party branch, the court itself. Units form a tree.

    ``collective`` marks a name that stands for many (各部门), which a person expands or leaves as it is.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    collective = models.BooleanField(_("stands for many units"), default=False)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, as far as it has one."""
        return (self.name_en if (get_language() or "").startswith("en") else "") or self.name


class User(AbstractUser):
    """An account. ``username`` is the staff number; ``name`` is how the person is called on screen and paper."""

    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    registered = models.BooleanField(
        default=False, editable=False, help_text="came by a sheet of staff, and leaves by one"
    )
    mail_messages = models.BooleanField(_("messages by e-mail, too"), default=True)

    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment]
        verbose_name_plural = _("accounts")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """No column: what Wagtail's side bar calls one by."""
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name, or the staff number where none is given."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """The same: Chinese names have no short form."""
        return self.get_full_name()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """As in Django, but nobody may delete an account: signatures name it. It is deactivated instead."""
        return perm != "accounts.delete_user" and super().has_perm(perm, obj)


class Person(models.Model):
    """Somebody who makes works. Authors are often people without accounts; never merged by itself."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(_("pinyin"), max_length=160, blank=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("account")
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person belongs to a unit, in a role. One belongs to a department and to a Party branch alike."""

    class Role(models.TextChoices):
        """A liaison (联络员) sees the unit's works, endorses and returns them."""

        MEMBER = "member", _("member")
        LIAISON = "liaison", _("liaison")

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    registered = models.BooleanField(
        default=False, editable=False, help_text="came by a sheet of staff; what was given by hand stays"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "unit"], name="membership_once")]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.person}, {self.unit} ({self.get_role_display()})"


class SignedInRequest(HttpRequest):
    """A request behind a login, for type checkers: its user is an account."""

    user: User


class StaffSheet(models.Model):
    """A sheet of staff as it was read, between its preview and its confirmation. Made by ``accounts.staff`` alone."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    table = models.JSONField(default=dict, help_text="the rows as read; emptied once confirmed")
    whole = models.BooleanField(default=True, help_text="who is missing from it has left")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, help_text="how many were new, changed, back, left, the same")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name


class ActivationCode(models.Model):
    """With which somebody sets their first password, once. Written by ``accounts.slips`` alone; a new one ends the old.

    The code itself stands on paper only.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="activation_code")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user}, {self.expires_at:%Y-%m-%d}"


class FailedLogin(models.Model):
    """A wrong password, kept for as long as it counts. ``accounts.throttle`` is the only writer.

    No foreign key: a guess at an account that does not exist counts alike, so that nobody learns which exist.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    username = models.CharField(max_length=150, db_index=True)
    address = models.GenericIPAddressField(db_index=True)

    def __str__(self) -> str:
        return f"{self.username} from {self.address}, {self.at:%Y-%m-%d %H:%M}"
