"""One message per event and person, in the transaction of the event."""

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy, override

from accounts.messages import telling, words
from accounts.messages.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

words.register({"test.ready": gettext_lazy("“%(title)s” waits for your signature: %(stage)s.")})
FACTS = {"title": "登高", "stage": "初审", "stage_en": "first review"}


def tell(*people, event: str = "e:1") -> None:
    telling.tell([each.pk for each in people], event, "test.ready", link="/me/", facts=FACTS)


def test_each_is_told_once_however_often_it_is_said() -> None:
    one, other = UserFactory(), UserFactory()
    tell(one)
    tell(one, other)
    tell(one, event="e:2")

    assert sorted(Message.objects.values_list("to", "event")) == sorted(
        [(one.pk, "e:1"), (other.pk, "e:1"), (one.pk, "e:2")]
    )


def test_the_deactivated_hear_nothing() -> None:
    tell(UserFactory(is_active=False))

    assert not Message.objects.exists()


def test_what_is_rolled_back_was_never_told() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(UserFactory())
        raise ZeroDivisionError

    assert not Message.objects.exists()


def test_words_and_address_are_in_the_readers_language() -> None:
    tell(UserFactory())
    message = Message.objects.get()

    assert (message.sentence, message.address) == ("《登高》待您审签（初审）。", "/me/")
    with override("en"):
        assert message.sentence == "“登高” waits for your signature: first review."
        assert message.address == "/en/me/"


def test_a_kind_that_is_told_no_more_can_still_be_read() -> None:
    telling.tell([UserFactory().pk], "e:1", "test.gone", link="/me/")

    assert str(Message.objects.get()) == "消息"


def test_what_cannot_be_told_undoes_nothing(caplog) -> None:
    person = UserFactory()

    @telling.aside
    def teller() -> None:
        tell(person)
        raise ZeroDivisionError

    with transaction.atomic():
        tell(person, event="e:2")
        teller()

    assert [each.event for each in Message.objects.all()] == ["e:2"]
    assert "Nobody was told" in caplog.text
