"""The outbox against servers that answer, refuse, hang, or are away."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.messages import sending, telling
from accounts.messages.models import Delivery, Message, Robot
from audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def tell(user) -> None:
    facts = {"title": "登高"}
    telling.tell([user.pk], "e:1", "submission.returned", link="/me/", facts=facts, detail="身份证号有误。")


def later(work_off, minutes: int) -> None:
    """Let the pause pass."""
    Delivery.objects.filter(state="waiting").update(next_try=timezone.now() - dt.timedelta(minutes=minutes))
    sending.look_for_due()
    work_off()


def test_without_a_mail_server_nothing_leaves() -> None:
    tell(UserFactory(email="a@example.org"))

    assert not Delivery.objects.exists()


def test_a_mail_says_what_happened_and_leads_to_it(postman, work_off, settings) -> None:
    tell(UserFactory(email="a@example.org"))
    assert postman.mails == []  # nobody waits for the mail server
    work_off()

    [mail] = postman.mails
    text = mail.get_content()
    assert (mail["To"], mail["Subject"].strip()) == (
        "a@example.org",
        "《登高》已退回，请查看退回原因并修改。",
    )
    assert f"{settings.PUBLIC_ADDRESS}/me/messages/{Message.objects.get().pk}/" in text
    assert "身份证号" not in text  # what somebody wrote stays in the service
    assert Delivery.objects.get().state == "sent"


def test_a_mail_comes_once(postman, work_off) -> None:
    user = UserFactory(email="a@example.org")
    for _ in range(3):
        tell(user)
        work_off()
        sending.look_for_due()

    assert len(postman.mails) == 1


@pytest.mark.parametrize("person", [{"email": ""}, {"email": "a@example.org", "mail_messages": False}])
def test_whoever_has_no_address_or_wants_none_gets_none(postman, work_off, person) -> None:
    tell(UserFactory(**person))
    work_off()

    assert postman.mails == []


def test_whoever_was_deactivated_meanwhile_gets_none(postman, work_off) -> None:
    user = UserFactory(email="a@example.org")
    tell(user)
    type(user).objects.update(is_active=False)
    work_off()

    assert postman.mails == []
    assert Delivery.objects.get().state == "failed"


def test_a_refusal_is_tried_again_with_growing_pauses_until_it_has_failed(postman, work_off) -> None:
    postman.refuses = True
    tell(UserFactory(email="a@example.org"))
    pauses = []
    for _ in range(6):
        now = timezone.now()
        later(work_off, 1)
        pauses.append(round((Delivery.objects.get().next_try - now).total_seconds() / 60))

    delivery = Delivery.objects.get()
    assert pauses[:5] == [1, 5, 30, 120, 720]
    assert (delivery.state, delivery.attempts) == ("failed", 6)
    assert "try later" in delivery.last_error
    later(work_off, 1)
    assert Delivery.objects.get().attempts == 6

    postman.refuses = False
    with pytest.raises(PermissionDenied):
        sending.try_again(delivery, UserFactory(curator=True))
    sending.try_again(delivery, UserFactory(is_superuser=True))
    work_off()
    assert len(postman.mails) == 1
    assert Entry.objects.filter(action="message.again").count() == 1


def test_a_pause_is_kept(postman, work_off) -> None:
    postman.refuses = True
    tell(UserFactory(email="a@example.org"))
    work_off()
    sending.look_for_due()
    work_off()

    assert Delivery.objects.get().attempts == 1


def test_a_mail_server_that_hangs_or_is_away_costs_an_attempt(postman, work_off, settings) -> None:
    postman.hangs = 2
    tell(UserFactory(email="a@example.org"))
    work_off()
    assert "time" in Delivery.objects.get().last_error.lower()

    settings.EMAIL_PORT = 1
    later(work_off, 1)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("waiting", 2)
    assert "refused" in delivery.last_error


def test_an_attempt_that_was_killed_is_made_again(postman, work_off, monkeypatch) -> None:
    tell(UserFactory(email="a@example.org"))
    with monkeypatch.context() as killed:
        killed.setattr(sending, "_mail", lambda delivery: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            sending.deliver(str(Delivery.objects.get().pk))
    assert Delivery.objects.get().state == "waiting"
    later(work_off, 1)

    assert len(postman.mails) == 1


def test_a_group_is_told_once_by_its_own_robot(gateway, work_off, settings) -> None:
    Robot.objects.create(form="wecom", address=gateway.address)
    Robot.objects.create(form="wecom", address=gateway.address, active=False)
    for _ in range(2):
        telling.tell_group(None, "e:1", "test.group", link="/admin/submissions/")
        telling.tell_group(UserFactory(liaison_of=None).pk, "e:1", "test.group", link="/unit/")
        work_off()

    [(path, said)] = gateway.heard
    assert path == "/robot/send?key=k"
    assert said["msgtype"] == "text"
    assert f"{settings.PUBLIC_ADDRESS}/admin/submissions/" in said["text"]["content"]
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("status", "errcode", "hangs", "why"),
    [(500, 0, 0, "HTTP 500"), (302, 0, 0, "HTTP 302"), (200, 93000, 0, "errcode 93000"), (200, 0, 2, "time")],
)
def test_a_gateway_that_refuses_costs_an_attempt(gateway, work_off, status, errcode, hangs, why) -> None:
    gateway.status, gateway.errcode, gateway.hangs = status, errcode, hangs
    Robot.objects.create(form="wecom", address=gateway.address)
    telling.tell_group(None, "e:1", "test.group", link="/")
    work_off()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    assert why in delivery.last_error
    assert "key=k" not in delivery.last_error  # the address is a secret
    assert len(gateway.heard) == 1  # no redirect is followed


def test_a_gateway_that_is_away_costs_an_attempt(gateway, work_off) -> None:
    Robot.objects.create(form="wecom", address="http://127.0.0.1:1/send?key=k")
    telling.tell_group(None, "e:1", "test.group", link="/")
    work_off()

    assert "refused" in Delivery.objects.get().last_error
