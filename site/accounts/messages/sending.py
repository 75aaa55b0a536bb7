"""The outbox: e-mail and groups' robots, tried again with growing pauses. The only writer of ``Delivery``.

Each attempt counts before it is made: if the worker is killed in the middle, it is made again, so that a message may
come twice and is never lost.
"""

import datetime as dt
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.messages import robots
from accounts.messages.models import Delivery, Message
from accounts.models import User
from accounts.roles import is_administrator
from audit.trail import record
from jobs import queue
from jobs.models import Lane
from jobs.rounds import every

#: The job that makes one attempt; its subject is the delivery's key.
DELIVER = "messages.deliver"
#: How long to wait after each attempt; after the last it has failed.
PAUSES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]

State, Channel = Delivery.State, Delivery.Channel


def hand_on(messages: Iterable[Message]) -> None:
    """Put into the outbox what leaves the service: to groups, and to people with an e-mail address who want it.

    In the caller's transaction; call it as often as you like.
    """
    for message in messages:
        if channel := _channel(message):
            delivery, made = Delivery.objects.get_or_create(message=message, channel=channel)
            if made:
                queue.ask(DELIVER, str(delivery.pk))


def _channel(message: Message) -> str | None:
    if message.robot_id:
        return Channel.WEBHOOK
    person = message.to
    wanted = settings.EMAIL_URL and person and person.email and person.mail_messages
    return Channel.EMAIL if wanted else None


@every(30)
def look_for_due() -> None:
    """Ask for the attempts whose pause is over."""
    due = Delivery.objects.filter(state=State.WAITING, next_try__lte=timezone.now())
    for pk in due.values_list("pk", flat=True):
        queue.ask(DELIVER, str(pk))


# The slow lane: mail may wait for a lecture; a release must not wait for a mail server that does not answer.
@queue.handles(DELIVER, lane=Lane.SLOW)
def deliver(pk: str) -> None:
    """Make one attempt, if it is due."""
    now = timezone.now()
    due = Delivery.objects.filter(pk=pk, state=State.WAITING, next_try__lte=now)
    found = due.select_related("message__to__wagtail_userprofile", "message__robot__unit").first()
    if found is None:
        return
    pause = PAUSES[min(found.attempts, len(PAUSES) - 1)]
    if not due.filter(attempts=found.attempts).update(attempts=F("attempts") + 1, next_try=now + pause):
        return  # another worker has it
    waiting = Delivery.objects.filter(pk=pk, state=State.WAITING)
    if why := _nobody_there(found.message):
        waiting.update(state=State.FAILED, last_error=why)
        return
    try:
        _mail(found) if found.channel == Channel.EMAIL else _say(found.message)
    except (OSError, smtplib.SMTPException, robots.Refused) as error:
        state = State.WAITING if found.attempts < len(PAUSES) else State.FAILED
        waiting.update(state=state, last_error=_why(error))
    else:
        waiting.update(state=State.SENT, last_error="", sent_at=timezone.now())


def _why(error: Exception) -> str:
    name = "" if isinstance(error, robots.Refused) else f"{type(error).__name__}: "
    return f"{name}{error}"[:300]


def try_again(delivery: Delivery, by: User) -> None:
    """Begin anew with one that has failed. Raises PermissionDenied for others than administrators."""
    if not is_administrator(by):
        raise PermissionDenied(_("Only administrators send messages again."))
    failed = Delivery.objects.filter(pk=delivery.pk, state=State.FAILED)
    with transaction.atomic():
        if failed.update(state=State.WAITING, attempts=0, next_try=timezone.now()):
            record("message.again", by=by, subject=f"delivery:{delivery.pk}", label=delivery.message.kind)
            queue.ask(DELIVER, str(delivery.pk))


def _nobody_there(message: Message) -> str:
    """Why it must not go out any more: the account or the robot is switched off meanwhile."""
    if message.robot:
        return "" if message.robot.active else _("The robot is switched off.")
    person = message.to
    if person and person.is_active and person.email and person.mail_messages:
        return ""
    return _("The account is deactivated, or wants no e-mail.")


def _mail(delivery: Delivery) -> None:
    """The sentence and the way to it; the reason that somebody wrote is read in the service."""
    message = delivery.message
    assert message.to is not None
    profile = getattr(message.to, "wagtail_userprofile", None)
    with override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
        address = settings.PUBLIC_ADDRESS + reverse("message", args=[message.pk])
        ending = _("This message was sent by Hanmo. You can switch e-mail off under Messages.")
        mail = EmailMessage(
            subject=" ".join(message.sentence.split()),
            body=f"{message.sentence}\n\n{address}\n\n-- \n{ending}\n",
            to=[message.to.email],
            headers={"Message-ID": f"<{delivery.pk}.{message.at.timestamp():.0f}@hanmo>"},
        )
        mail.send()


def _say(message: Message) -> None:
    assert message.robot is not None
    with override(settings.LANGUAGE_CODE):  # a group reads Chinese
        robots.say(message.robot, f"{message.sentence}\n{settings.PUBLIC_ADDRESS}{message.link}")
