"""Who made somebody a member or a liaison of a unit, in the admin, is in the audit trail."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from accounts.models import Membership
from audit.trail import record


@receiver(post_save, sender=Membership)
def _saved(sender: Any, instance: Membership, **kwargs: Any) -> None:
    _note("membership.saved", instance)


@receiver(post_delete, sender=Membership)
def _deleted(sender: Any, instance: Membership, **kwargs: Any) -> None:
    _note("membership.deleted", instance)


def _note(action: str, membership: Membership) -> None:
    # Wagtail names who works in the admin; outside it, whoever imports a register tells of it as one act.
    user = get_active_log_context().user
    if user:
        record(
            action,
            by=user,
            subject=f"membership:{membership.pk}",
            label=str(membership.person),
            unit=str(membership.unit),
            role=membership.role,
        )
