"""Tell people what happened: a row in each inbox, in the transaction of the event itself."""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.messages import sending
from accounts.messages.models import Message, Robot
from accounts.models import User

log = logging.getLogger(__name__)
P = ParamSpec("P")


def tell(
    to: Iterable[int | None],
    event: str,
    kind: str,
    *,
    link: str,
    facts: Mapping[str, Any] | None = None,
    detail: str = "",
) -> None:
    """Tell these accounts, each once for an event, however often this is called; the deactivated hear nothing.

    Call it in the transaction of what happened: what is rolled back was never told. ``link`` is a path in Chinese
    (``path``); ``facts`` are the names in the words of ``kind``.
    """
    with transaction.atomic():
        people = User.objects.filter(pk__in={pk for pk in to if pk}, is_active=True)
        told = set(Message.objects.filter(to__in=people, event=event).values_list("to_id", flat=True))
        # Whoever was quicker in another transaction has told it.
        Message.objects.bulk_create(
            [
                Message(to=person, event=event, kind=kind, facts=dict(facts or {}), detail=detail, link=link)
                for person in people
                if person.pk not in told
            ],
            ignore_conflicts=True,
        )
        sending.hand_on(
            Message.objects.filter(to__in=people, event=event, deliveries=None).select_related("to")
        )


def tell_group(
    unit: int | None, event: str, kind: str, *, link: str, facts: Mapping[str, Any] | None = None
) -> None:
    """Tell the unit's group by its robot, where one is set; None is the new-media team's.

    A group has readers whom we do not know: ``facts`` name no person and no work.
    """
    with transaction.atomic():
        for robot in Robot.objects.filter(unit=unit, active=True):
            message, _made = Message.objects.get_or_create(
                robot=robot, event=event, defaults={"kind": kind, "facts": dict(facts or {}), "link": link}
            )
            sending.hand_on([message])


def path(name: str, *args: Any) -> str:
    """An address of ours in the form in which messages keep it: the Chinese one."""
    with override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def read(messages: Iterable[Message]) -> None:
    """Note that these were opened; the first time counts."""
    Message.objects.filter(pk__in=[each.pk for each in messages], read_at=None).update(read_at=timezone.now())


def read_all(user: User) -> None:
    """Note that everything in the inbox was seen."""
    user.messages.filter(read_at=None).update(read_at=timezone.now())


def aside(teller: Callable[P, object]) -> Callable[P, None]:
    """For what tells: a message that cannot be written is logged and never undoes the event that it tells of."""

    @wraps(teller)
    def careful(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with transaction.atomic():
                teller(*args, **kwargs)
        except Exception:
            log.exception("Nobody was told: %s", teller.__qualname__)

    return careful
