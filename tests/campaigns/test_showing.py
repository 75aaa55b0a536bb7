"""A second person shows a plan or a call to visitors."""

import pytest

from accounts.messages.models import Message
from audit.models import Entry
from campaigns.changing import changed
from campaigns.showing import NotAllowed, ask, hide, show, waiting_for
from tests.factories import CallFactory, CampaignFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_maker_cannot_show_a_plan_a_colleague_can():
    maker, colleague = UserFactory(curator=True), UserFactory(curator=True)
    campaign = CampaignFactory(created_by=maker)

    with pytest.raises(NotAllowed):
        show(campaign, by=maker)
    show(campaign, by=colleague)

    campaign.refresh_from_db()
    assert campaign.public
    shown = Entry.objects.filter(action__startswith="campaign.")
    assert list(shown.values_list("action", "actor_id")) == [("campaign.shown", colleague.pk)]


def test_a_superuser_who_made_it_cannot_either():
    chief = UserFactory(is_superuser=True)

    with pytest.raises(NotAllowed):
        show(CallFactory(edited_by=chief), by=chief)


def test_two_who_both_worked_at_a_plan_need_no_third():
    maker, colleague = UserFactory(curator=True), UserFactory(curator=True)
    campaign = CampaignFactory(created_by=maker)
    changed(campaign, by=colleague)

    assert waiting_for(maker) == [campaign]
    with pytest.raises(NotAllowed):
        show(campaign, by=colleague)
    show(campaign, by=maker)

    changed(campaign, by=maker)
    with pytest.raises(NotAllowed):
        show(campaign, by=maker)


def test_people_who_are_no_curators_can_do_neither():
    call = CallFactory(public=True)

    for act in (show, hide):
        with pytest.raises(NotAllowed):
            act(call, by=UserFactory())

    call.refresh_from_db()
    assert call.public


def test_the_maker_may_take_it_back():
    maker = UserFactory(curator=True)
    call = CallFactory(edited_by=maker, public=True)

    hide(call, by=maker)

    call.refresh_from_db()
    assert not call.public


def test_what_was_written_waits_with_those_who_may_show_it_and_each_hears_of_it_once():
    maker, colleague = UserFactory(curator=True), UserFactory(curator=True)
    call, campaign = CallFactory(edited_by=maker), CampaignFactory(created_by=maker)

    for thing in (campaign, call, campaign):
        ask(thing, by=maker)

    assert waiting_for(colleague) == [campaign, call]
    assert waiting_for(maker) == []
    assert waiting_for(UserFactory()) == []
    told = Message.objects.order_by("pk").values_list("kind", "to_id")
    assert list(told) == [("campaign.waits", colleague.pk), ("call.waits", colleague.pk)]


def test_what_is_shown_waits_no_more_and_its_writer_hears_of_it():
    maker, colleague = UserFactory(curator=True), UserFactory(curator=True)
    call = CallFactory(edited_by=maker)
    ask(call, by=maker)

    show(call, by=colleague)

    assert waiting_for(colleague) == []
    assert Message.objects.filter(kind="call.shown", to=maker).count() == 1
    ask(call, by=maker)  # what is shown already waits for nobody
    assert waiting_for(colleague) == []


def test_what_stays_with_the_staff_waits_no_more_until_it_is_asked_again():
    maker, colleague = UserFactory(curator=True), UserFactory(curator=True)
    call = CallFactory(edited_by=maker)
    ask(call, by=maker)

    hide(call, by=maker)

    assert waiting_for(colleague) == []
    assert list(Entry.objects.filter(action__startswith="call.").values_list("action", flat=True)) == [
        "call.left"
    ]
    ask(call, by=maker)
    assert waiting_for(colleague) == [call]


def test_strangers_ask_for_nothing():
    call = CallFactory()

    with pytest.raises(NotAllowed):
        ask(call, by=UserFactory())

    call.refresh_from_db()
    assert call.waits_since is None
