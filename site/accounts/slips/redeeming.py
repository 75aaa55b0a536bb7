"""A code for a password, once."""

import unicodedata

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import ActivationCode, User
from accounts.slips.codes import fits
from audit.trail import record


class Spent(Exception):
    """The code was used a moment ago, or ended. The message is for whoever typed it."""


def found(number: str, code: str) -> ActivationCode | None:
    """The code that stands for this staff number, if it is this one and still good."""
    number = unicodedata.normalize("NFKC", number).replace("\x00", "").strip()
    kept = (
        ActivationCode.objects.select_related("user")
        .filter(user__username=number, user__is_active=True, used_at=None, expires_at__gt=timezone.now())
        .first()
    )
    return kept if kept and fits(kept.user, code, kept.digest) else None


@transaction.atomic
def redeem(code: ActivationCode, password: str) -> User:
    """Set the password and spend the code. Raises Spent for whoever comes second."""
    still_good = ActivationCode.objects.filter(
        pk=code.pk, digest=code.digest, used_at=None, expires_at__gt=timezone.now(), user__is_active=True
    )
    if not still_good.update(used_at=timezone.now()):
        raise Spent(_("This code has been used already. Sign in, or ask your liaison for a new slip."))
    user = code.user
    user.set_password(password)
    user.save(update_fields=["password"])
    record("account.activated", by=user, subject=f"account:{user.pk}", label=str(user))
    return user
