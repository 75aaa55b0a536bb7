"""The site's own texts: written by one, shown by another, seen at once."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from accounts.messages.models import Message
from audit.models import Entry
from curation import house
from curation.errors import NotPossible
from showcase.models import House
from tests.curation.conftest import Court, picture
from tests.curation.test_signing_at_once import at_once
from tests.factories import UserFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def values(**changes: object) -> dict[str, object]:
    return house.present()[0] | changes


def hold(court: Court, **changes: object) -> None:
    """Write and take at once."""
    proposal = house.propose(values(**changes), None, by=court.admin)
    assert proposal
    house.take(proposal, by=court.curator)


def test_a_second_person_lets_the_name_be_seen_by_the_next_visitor(court: Court, client: Client) -> None:
    assert "<title>翰墨</title>" in client.get("/").text
    proposal = house.propose(values(name="墨苑", name_en="Ink Garden"), None, by=court.admin)
    assert "<title>翰墨</title>" in client.get("/").text

    house.take(proposal, by=court.curator)

    assert "<title>墨苑</title>" in client.get("/").text
    assert "<title>Ink Garden</title>" in client.get("/en/").text
    assert "作品 - 墨苑" in client.get("/works/").text
    taken = Entry.objects.get(action="house.taken")
    assert taken.detail["changed"] == ["name", "name_en"]


def test_who_wrote_it_cannot_show_it_and_others_cannot_write(court: Court) -> None:
    proposal = house.propose(values(name="墨苑"), None, by=court.admin)

    with pytest.raises(NotPossible):
        house.take(proposal, by=court.admin)
    with pytest.raises(NotPossible):
        house.take(proposal, by=court.first)
    with pytest.raises(NotPossible):
        house.propose(values(name="他苑"), None, by=court.curator)
    assert not House.objects.exists()


def test_a_newer_writing_takes_the_place_of_what_waits_and_is_decided_once(court: Court) -> None:
    old = house.propose(values(name="墨苑"), None, by=court.admin)
    new = house.propose(values(name="墨园"), None, by=court.admin)

    with pytest.raises(NotPossible):
        house.take(old, by=court.curator)
    house.take(new, by=court.curator)
    with pytest.raises(NotPossible):
        house.decline(new, by=court.curator)
    assert House.objects.get().name == "墨园"
    assert house.propose(values(), None, by=court.admin) is None


def test_what_is_set_aside_stands_in_the_trail_and_its_writer_hears_of_it(court: Court) -> None:
    colleague = UserFactory(is_superuser=True)
    first = house.propose(values(name="墨苑"), None, by=court.admin)

    house.propose(values(name="墨园"), None, by=colleague)
    house.propose(values(), None, by=colleague)  # their own: nobody is told

    trail = Entry.objects.filter(action="house.set_aside").order_by("pk")
    assert (trail[0].subject, trail[0].detail["changed"]) == (f"house:{first.pk}", ["name"])
    assert [each.actor_id for each in trail] == [colleague.pk] * 2
    told = Message.objects.filter(kind="house.set_aside")
    assert list(told.values_list("to", "facts__who")) == [(court.admin.pk, str(colleague))]
    assert house.waiting() is None


def test_the_emblem_is_shown_small_and_gone_with_the_next(court: Court, client: Client) -> None:
    emblem = picture(court.curator)
    house.take(house.propose(values(), emblem, by=court.admin), by=court.curator)
    address = f"/emblem/{House.objects.get().emblem_digest}.webp"
    assert f'src="{address}"' in client.get("/").text
    assert client.get(address)["Content-Type"] == "image/webp"

    hold(court, name="墨苑")

    assert client.get(address).status_code == 404
    assert "/emblem/" not in client.get("/").text


def test_days_of_mourning_grey_the_page_from_the_first_to_the_last(court: Court, client: Client) -> None:
    today = timezone.localdate()
    hold(court, mourning_from=today, mourning_until=today)
    assert client.get("/").text.count("mourning") == 1
    tomorrow = today + dt.timedelta(days=1)
    hold(court, mourning_from=tomorrow, mourning_until=tomorrow)
    assert "mourning" not in client.get("/").text


def test_large_type_is_for_whoever_has_not_chosen(court: Court, client: Client) -> None:
    hold(court, large_type=True)

    assert 'class="large-type"' in client.get("/").text
    client.cookies["type"] = "usual"
    assert "large-type" not in client.get("/").text


def test_the_day_picks_from_the_list_what_is_still_public(court: Court, client: Client) -> None:
    ReleaseFactory(slug="sf-2021-0001")
    named = ReleaseFactory(slug="sf-2021-0002")
    ReleaseFactory(slug="sf-2021-0003")
    hold(court, today=["sf-2021-0002", "sf-2020-0009"])
    caches["pages"].clear()

    assert client.get("/").context["today"].slug == named.slug


def test_the_screen_is_for_administrators_and_the_second_person(court: Court, client: Client) -> None:
    client.force_login(court.first)
    assert client.get("/admin/house/").status_code == 404
    client.force_login(court.admin)
    form = {"name": "墨苑", "icp": "京ICP备00000000号", "today": ""}
    assert client.post("/admin/house/", form, follow=True).status_code == 200
    proposal = house.waiting()
    assert proposal and proposal.values["icp"] == "京ICP备00000000号"
    refused = client.post("/admin/house/", {"step": "take", "proposal": proposal.pk})
    assert refused.status_code == 409
    client.force_login(court.curator)
    assert "墨苑" in client.get("/admin/house/").text
    client.post("/admin/house/", {"step": "take", "proposal": proposal.pk})
    assert "京ICP备00000000号" in client.get("/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("today", "sf-1999-0001"),
        ("mourning_until", "2021-06-18"),
        ("icp_link", "javascript:alert(1)"),
        ("name", "长" * 41),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(court: Court, client: Client, field: str, value: str) -> None:
    client.force_login(court.admin)

    answer = client.post("/admin/house/", {field: value})

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == [field]
    assert house.waiting() is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_one_waits_and_nobody_falls(court: Court) -> None:
    outcomes = at_once(
        *(
            lambda name=name: house.propose(values(name=name), None, by=court.admin)
            for name in ("墨苑", "墨园")
        )
    )

    assert "done" in outcomes
    assert all(outcomes)
    waits = house.waiting()
    assert waits and waits.values["name"] in ("墨苑", "墨园")
