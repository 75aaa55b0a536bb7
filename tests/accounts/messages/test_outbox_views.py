"""The outbox and the robots: for administrators alone."""

import pytest
from django.utils import timezone

from accounts.messages import telling
from accounts.messages.models import Delivery, Robot
from audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def failed(number: int) -> None:
    for each in range(number):
        telling.tell(
            [UserFactory().pk], f"e:{each}", "submission.accepted", link="/", facts={"title": "登高"}
        )
    for message in telling.Message.objects.all():
        Delivery.objects.create(
            message=message,
            channel="email",
            state="failed",
            attempts=6,
            last_error="SMTP 550",
            next_try=timezone.now(),
        )


def test_an_administrator_sees_what_failed_and_why_and_tries_again(admin_client) -> None:
    failed(1)
    page = admin_client.get("/admin/outbox/")
    assert "《登高》已采用。" in page.text
    assert "SMTP 550" in page.text

    admin_client.post(f"/admin/outbox/{Delivery.objects.get().pk}/again/")
    assert Delivery.objects.get().state == "waiting"
    assert "SMTP 550" not in admin_client.get("/admin/outbox/?state=failed").text
    assert "SMTP 550" in admin_client.get("/admin/outbox/?state=waiting").text


def test_where_nothing_has_failed_the_outbox_opens_on_what_waits(admin_client) -> None:
    failed(2)
    Delivery.objects.update(state="waiting")

    page = admin_client.get("/admin/outbox/")

    assert page.context["state"] == "waiting"
    assert [number for _name, _label, number in page.context["states"]] == [2, 0, 0]


def test_a_curator_finds_neither(client) -> None:
    failed(1)
    client.force_login(UserFactory(curator=True))

    assert client.get("/admin/outbox/").status_code == 404
    assert client.post(f"/admin/outbox/{Delivery.objects.get().pk}/again/").status_code == 404
    assert client.get("/admin/robots/").status_code == 404
    assert client.get("/admin/robots/new/").status_code == 404


@pytest.mark.parametrize("number", [3, 10, 60])
def test_the_outbox_costs_the_same_for_many(admin_client, django_assert_num_queries, number) -> None:
    failed(number)
    admin_client.get("/admin/outbox/")

    with django_assert_num_queries(11):
        admin_client.get("/admin/outbox/")


def test_a_robot_is_set_and_its_address_stands_in_no_trail(admin_client) -> None:
    form = {
        "form": "dingtalk",
        "address": "https://oapi.dingtalk.com/robot/send?access_token=x",
        "secret": "SEC1",
    }
    assert admin_client.post("/admin/robots/new/", {**form, "active": "on"}).status_code == 302

    assert str(Robot.objects.get()) == "新媒体团队 (钉钉)"
    entry = Entry.objects.get(action="robot.saved")
    assert "token" not in str(entry.detail)
    assert "SEC1" not in str(entry.detail)
    assert "钉钉" in admin_client.get("/admin/robots/").text

    form["address"] = "http://10.0.0.1/"
    assert admin_client.post("/admin/robots/new/", form).status_code == 200
    assert Robot.objects.count() == 1


def test_everybody_switches_their_own_mail_off(client, settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1"
    user, other = UserFactory(email="a@example.org"), UserFactory()
    client.force_login(user)
    assert "消息同时发送至 a@example.org。" in client.get("/me/messages/").text

    client.post("/me/messages/email/", {"wanted": "no"})

    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.mail_messages, other.mail_messages) == (False, True)
    assert "未开启邮件通知。" in client.get("/me/messages/").text
