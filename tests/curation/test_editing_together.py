"""Whoever saves last reads that a colleague saved meanwhile; both versions are kept."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from curation.drafting import draft
from showcase.models import WorkPage
from tests.curation.conftest import account
from tests.curation.test_doors import form_of


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


def save(client, page: WorkPage, user, loaded: int | None, title: str) -> str:
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(page, title=title, loaded_revision_id=str(loaded))
    return client.post(address, data, follow=True).content.decode()


def test_the_second_of_two_is_told_and_nothing_is_lost(page, court, client):
    loaded = WorkPage.objects.get(pk=page.pk).latest_revision_id
    other = account("编辑乙", Role.CURATOR)

    first = save(client, page, other, loaded, "乙的标题")
    second = save(client, page, court.curator, loaded, "甲的标题")

    assert "编辑乙 在您编辑期间保存过此页" not in first
    assert "编辑乙 在您编辑期间保存过此页" in second
    assert WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "甲的标题"
    kept = [each.as_object().title for each in page.revisions.order_by("pk")]
    assert kept[-2:] == ["乙的标题", "甲的标题"]
    theirs = page.revisions.order_by("-pk")[1]
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, theirs.pk, "latest"])
    assert compare in second
    assert client.get(compare).status_code == 200


def test_who_saves_twice_alone_hears_nothing(page, court, client):
    loaded = WorkPage.objects.get(pk=page.pk).latest_revision_id
    save(client, page, court.curator, loaded, "一")

    assert "在您编辑期间保存过此页" not in save(client, page, court.curator, loaded, "二")
