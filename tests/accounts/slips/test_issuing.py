"""Who gives a slip to whom, and what ends by it."""

import pytest

from accounts.messages.models import Message
from accounts.models import ActivationCode, Membership, User
from accounts.roles import Role
from accounts.slips.codes import fits
from accounts.slips.issuing import NotAllowed, issue, reachable
from audit.models import Entry
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return UnitFactory()


@pytest.fixture
def liaison(unit) -> User:
    return UserFactory(liaison_of=unit)


def test_a_new_account_gets_a_code_that_is_kept_as_a_hash(unit, liaison) -> None:
    new = UserFactory(unit=unit, password=None)

    slip = issue([new], liaison)[0]

    kept = ActivationCode.objects.get()
    assert len(slip.code.replace(" ", "")) == 12
    assert fits(new, slip.code, kept.digest)
    assert slip.code.replace(" ", "") not in kept.digest
    assert Entry.objects.filter(action="account.slip", subject=f"account:{new.pk}").exists()


def test_a_reset_ends_the_password_the_sessions_and_the_older_slip(unit, liaison, client) -> None:
    user = UserFactory(unit=unit)
    first = issue([user], liaison)[0]
    user.set_password("ink-and-paper")
    user.save()
    client.force_login(user)
    assert client.get("/me/").status_code == 200

    issue([user], liaison)

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert client.get("/me/").status_code == 302
    assert not fits(user, first.code, ActivationCode.objects.get().digest)
    assert Entry.objects.filter(action="account.reset").exists()


def _liaison_elsewhere(unit):
    user = UserFactory(unit=unit)
    Membership.objects.create(person=user.person, unit=UnitFactory(), role=Membership.Role.LIAISON)
    return user


@pytest.mark.parametrize(
    "make",
    [
        lambda unit, by: UserFactory(unit=UnitFactory()),
        lambda unit, by: UserFactory(unit=unit, role=Role.FIRST),
        lambda unit, by: UserFactory(unit=unit, curator=True),
        lambda unit, by: UserFactory(unit=unit, is_superuser=True),
        lambda unit, by: UserFactory(unit=unit, is_active=False),
        lambda unit, by: _liaison_elsewhere(unit),
        lambda unit, by: by,
    ],
    ids=["other unit", "reviewer", "curator", "administrator", "deactivated", "liaison elsewhere", "oneself"],
)
def test_a_liaison_does_not_reach(unit, liaison, make) -> None:
    target = make(unit, liaison)
    fellow = UserFactory(unit=unit)

    with pytest.raises(NotAllowed):
        issue([fellow, target], liaison)

    fellow.refresh_from_db()
    assert fellow.has_usable_password()
    assert not ActivationCode.objects.exists()


def test_a_member_reaches_nobody_and_an_administrator_all_but_administrators(unit, liaison) -> None:
    member, reviewer = UserFactory(unit=unit), UserFactory(role=Role.SECOND)
    administrator, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)

    assert not reachable(member).exists()
    assert set(reachable(administrator)) == {member, reviewer, liaison}
    assert other not in reachable(administrator)


def test_a_liaison_who_was_deactivated_reaches_nobody(unit, liaison) -> None:
    UserFactory(unit=unit)
    liaison.is_active = False

    assert not reachable(liaison).exists()


def test_a_liaison_reaches_no_other_liaison_and_nobody_with_a_role_reaches_as_one(unit, liaison) -> None:
    other = UserFactory(liaison_of=unit)
    colleague = UserFactory(unit=unit)
    curator = UserFactory(liaison_of=unit, curator=True)

    with pytest.raises(NotAllowed):
        issue([other], liaison)
    with pytest.raises(NotAllowed):
        issue([colleague], curator)
    other.refresh_from_db()
    assert other.has_usable_password()


def test_each_is_told_that_a_slip_was_issued_and_by_whom() -> None:
    user, administrator = UserFactory(), UserFactory(is_superuser=True)
    issue([user], administrator)

    message = Message.objects.get(to=user)
    assert str(administrator) in str(message)
    assert "新的激活条" in str(message)
