import pytest

from curation.usage import how_many_works, works_with
from tests.factories import AssetFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_a_work_that_shows_the_file_is_named_with_where_it_stands():
    asset = AssetFactory()
    SubmissionFactory(kind="photograph", title="夏日", contributor=asset.owner, assets=[asset], accepted=True)

    uses = works_with(asset)

    assert [use.label.split("\u2003")[0] for use in uses] == ["夏日"]
    assert [use.url.startswith("/admin/works/") and bool(use.standing) for use in uses] == [True]


def test_a_file_that_no_page_shows_is_used_nowhere():
    assert works_with(AssetFactory()) == []


def test_lists_say_in_how_many_works_each_file_is(django_assert_num_queries):
    asset, other = AssetFactory(), AssetFactory()
    SubmissionFactory(kind="photograph", contributor=asset.owner, assets=[asset], accepted=True)

    with django_assert_num_queries(2):
        told = how_many_works([asset.pk, other.pk])

    assert told == {asset.pk: "用于 1 件作品"}
