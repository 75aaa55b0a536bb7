import pytest

from submissions.usage import how_many_submissions, submissions_with
from tests.factories import AssetFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_what_was_sent_leads_to_the_curators_desk():
    asset = AssetFactory()
    sent = SubmissionFactory(
        kind="photograph",
        title="夏日",
        contributor=asset.owner,
        assets=[asset],
        sent=True,
    )

    uses = submissions_with(asset)

    assert [(use.label, use.standing, use.url) for use in uses] == [
        ("夏日", sent.get_state_display(), f"/admin/submissions/{sent.uid}/")
    ]


def test_a_draft_is_named_but_not_opened():
    asset = AssetFactory()
    SubmissionFactory(kind="photograph", title="夏日", contributor=asset.owner, assets=[asset])

    assert [(use.label, use.url) for use in submissions_with(asset)] == [("夏日", "")]


def test_a_file_taken_out_stays_with_the_version_that_had_it():
    asset = AssetFactory()
    sent = SubmissionFactory(
        kind="photograph",
        contributor=asset.owner,
        assets=[asset],
        recalled=True,
    )
    sent.files.filter(asset=asset).delete()

    assert len(submissions_with(asset)) == 1


def test_a_file_that_nobody_offers_is_used_nowhere():
    assert submissions_with(AssetFactory()) == []


def test_lists_say_in_how_many_submissions_each_file_is(django_assert_num_queries):
    asset, other = AssetFactory(), AssetFactory()
    for _ in range(2):
        SubmissionFactory(kind="photograph", contributor=asset.owner, assets=[asset], sent=True)

    with django_assert_num_queries(2):
        told = how_many_submissions([asset.pk, other.pk])

    assert told == {asset.pk: "见于 2 件投稿"}
