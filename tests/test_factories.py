"""The factories make what their names say."""

import pytest

from accounts.roles import Role, has_role, liaison_units
from submissions.models import State
from tests.factories import SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_trait_brings_a_submission_into_its_state(state: State) -> None:
    submission = SubmissionFactory(**{state.value: True})

    submission.refresh_from_db()
    assert submission.state == state
    assert submission.versions.count() == 1


@pytest.mark.parametrize("kind", ["essay", "calligraphy", "photograph", "lecture"])
def test_every_planted_kind_can_be_sent(kind: str) -> None:
    submission = SubmissionFactory(kind=kind, sent=True)

    assert submission.kind.code == kind
    assert submission.state == State.SENT


def test_user_is_a_member_a_liaison_or_a_curator_as_asked() -> None:
    unit = UnitFactory()

    assert list(UserFactory(unit=unit).person.memberships.values_list("unit", "role")) == [
        (unit.pk, "member")
    ]
    assert liaison_units(UserFactory(liaison_of=unit)) == {unit.pk}
    assert has_role(UserFactory(curator=True), Role.CURATOR) is True
