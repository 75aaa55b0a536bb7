"""Whoever changes what an account or a role may do is in the audit trail, wherever it is done: screens, imports, shell."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.models import User
from audit.trail import record

#: What an account or a role holds, by the table in between: the act, and the holder's attribute.
HELD = {
    User.groups.through: ("permission.roles", "groups"),
    User.user_permissions.through: ("permission.own", "user_permissions"),
    Group.permissions.through: ("permission.group", "permissions"),
}
FLAGS = {"administrator": "is_superuser", "active": "is_active"}


def note(action: str, holder: User | Group, before: Any, after: Any) -> None:
    """An entry where something changed. Wagtail names who works in the admin; elsewhere it is the service itself."""
    if before != after:
        sort = "account" if isinstance(holder, User) else "role"
        record(
            action,
            by=get_active_log_context().user or "hanmo",
            subject=f"{sort}:{holder.pk}",
            label=str(holder) if isinstance(holder, User) else holder.name,
            before=before,
            after=after,
        )


def panels(group: Group) -> list[str]:
    """What a role may do with pages and collections, which Wagtail keeps in tables of its own."""
    if group.pk is None:
        return []
    pages = GroupPagePermission.objects.filter(group=group).values_list("permission__codename", "page__title")
    collections = GroupCollectionPermission.objects.filter(group=group).values_list(
        "permission__codename", "collection__name"
    )
    return sorted(f"{codename}: {name}" for codename, name in [*pages, *collections])


@receiver(m2m_changed)
def _held(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set[int] | None, **kwargs: Any
) -> None:
    if sender not in HELD:
        return
    what, name = HELD[sender]
    moment, _what = action.split("_")
    if moment == "post":
        for holder, before in instance.__dict__.pop("_before_granting", []):
            note(what, holder, before, _names(holder, name))
        return
    holders = [instance]
    if reverse:
        # From the other side: a role is given to accounts, a permission to roles. What is cleared is all there was.
        holders = list(model.objects.filter(**({name: instance} if pk_set is None else {"pk__in": pk_set})))
    instance._before_granting = [(holder, _names(holder, name)) for holder in holders]


def _names(holder: Any, attribute: str) -> list[str]:
    held = getattr(holder, attribute).all()
    if held.model is Permission:
        return sorted(
            f"{app}.{code}" for app, code in held.values_list("content_type__app_label", "codename")
        )
    return sorted(held.values_list("name", flat=True))


@receiver(pre_save, sender=User)
def _about_to_save(sender: Any, instance: User, update_fields: Any = None, **kwargs: Any) -> None:
    """Signing in saves an account too; only what touches the flags is looked at."""
    instance._flags_before = None  # type: ignore[attr-defined]
    if update_fields is None or set(FLAGS.values()) & set(update_fields):
        standing = User.objects.filter(pk=instance.pk).first() if instance.pk else None
        instance._flags_before = _flags(standing or User(is_active=True))  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def _saved(sender: Any, instance: User, **kwargs: Any) -> None:
    before = instance.__dict__.pop("_flags_before", None)
    if before is not None:
        note("permission.account", instance, before, _flags(instance))


def _flags(user: User) -> dict[str, bool]:
    return {name: getattr(user, field) for name, field in FLAGS.items()}


@receiver(pre_delete, sender=Group)
def _deleted(sender: Any, instance: Group, **kwargs: Any) -> None:
    held = [*_names(instance, "permissions"), *panels(instance)]
    note("permission.group", instance, held or [instance.name], None)
