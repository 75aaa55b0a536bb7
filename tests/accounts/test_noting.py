"""Memberships that are changed in the admin are on record, with who did it."""

import pytest
from django.test import Client

from accounts.models import Membership, Person, Unit, User
from audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_liaison_that_is_made_and_unmade_in_the_admin_is_told_with_by_whom() -> None:
    admin = User.objects.create_superuser("boss", password="x")
    person, unit = Person.objects.create(name="买买提·艾力"), Unit.objects.create(name="立案庭")
    client = Client()
    client.force_login(admin)

    client.post("/admin/memberships/new/", {"person": person.pk, "unit": unit.pk, "role": "liaison"})
    membership = Membership.objects.get()
    client.post(f"/admin/memberships/delete/{membership.pk}/")

    made, ended = Entry.objects.filter(action__startswith="membership.").order_by("pk")
    assert (made.action, made.actor_id, made.label) == ("membership.saved", admin.pk, "买买提·艾力")
    assert made.detail == {"unit": "立案庭", "role": "liaison"}
    assert ended.action == "membership.deleted"


def test_what_no_person_does_in_the_admin_is_told_elsewhere() -> None:
    Membership.objects.create(person=Person.objects.create(name="甲"), unit=Unit.objects.create(name="乙"))

    assert not Entry.objects.exists()
