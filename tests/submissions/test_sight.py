"""Files of what was sent are seen by those who judge it, and by nobody else."""

import pytest

from media_library.access import may_see
from submissions.intake import drafts, sending
from submissions.models import Submission
from tests.factories import AssetFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Submission:
    return SubmissionFactory(kind="calligraphy")


def test_file_of_a_draft_is_its_uploaders_alone(draft: Submission) -> None:
    asset = draft.files.get().asset

    assert may_see(draft.contributor, asset) is True
    assert may_see(UserFactory(liaison_of=draft.unit), asset) is False


def test_file_of_what_was_sent_is_seen_by_the_units_liaison(draft: Submission) -> None:
    sending.send(draft, by=draft.contributor)
    asset = draft.files.get().asset

    assert may_see(UserFactory(liaison_of=draft.unit), asset) is True
    assert may_see(UserFactory(liaison_of=UnitFactory()), asset) is False
    assert may_see(UserFactory(unit=draft.unit), asset) is False


def test_file_of_what_was_sent_is_seen_by_its_authors(draft: Submission) -> None:
    author = UserFactory()
    draft.authors.append({"name": author.name, "user": author.pk})
    draft.save()
    sending.send(draft, by=draft.contributor)

    assert may_see(author, draft.files.get().asset) is True


def test_file_that_was_taken_out_stays_with_the_version_that_had_it(draft: Submission) -> None:
    sending.send(draft, by=draft.contributor)
    sending.recall(draft, by=draft.contributor)
    old = draft.files.get()
    new = AssetFactory(owner=draft.contributor)
    drafts.attach(draft, new, draft.contributor)
    drafts.detach(draft, old.pk)
    liaison = UserFactory(liaison_of=draft.unit)

    assert may_see(liaison, old.asset) is True
    assert may_see(liaison, new) is False
