"""A second person shows a plan or a call to visitors."""

import pytest

from audit.models import Entry
from campaigns.showing import NotAllowed, hide, show
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
