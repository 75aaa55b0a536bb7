"""There is no other door: every way in which Wagtail could publish is tried by the superuser."""

import pytest
from django.urls import reverse

from curation.drafting import draft
from curation.reviewing import open_review
from showcase.models import Release, WorkCard, WorkPage, WorksPage


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


@pytest.fixture(params=["admin", "curator"])
def staff(request, client, court):
    """A browser signed in as somebody with rights."""
    client.force_login(getattr(court, request.param))
    return client


def form_of(page: WorkPage, **more: str) -> dict[str, str]:
    media = page.media.get()
    return {
        "title": "改过的标题",
        "authors": "投稿人",
        "unit": str(page.unit_id),
        "item": str(page.item_id or ""),
        "created": page.created,
        "summary": "",
        "text": "",
        "details_taken_on": "2021-06-18",
        "details_place": "州法院",
        "media-TOTAL_FORMS": "1",
        "media-INITIAL_FORMS": "1",
        "media-MIN_NUM_FORMS": "0",
        "media-MAX_NUM_FORMS": "1000",
        "media-0-id": str(media.pk),
        "media-0-asset": str(media.asset_id),
        "media-0-role": media.role,
        "media-0-caption": media.caption,
        "media-0-alt": media.alt,
        "media-0-ORDER": "1",
        "media-0-DELETE": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }


def test_saving_in_the_editor_keeps_a_draft(staff, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = staff.post(url, form_of(page))

    assert response.status_code == 302, response.context["form"].errors
    assert WorkPage.objects.get().get_latest_revision_as_object().title == "改过的标题"
    assert not WorkPage.objects.get().live


@pytest.mark.parametrize(
    "more",
    [
        {"action-publish": "1"},
        {"action-publish": "1", "go_live_at": "2020-01-01 00:00"},
        {"action-submit": "1"},
        {"go_live_at": "2020-01-01 00:00", "expire_at": "2030-01-01 00:00"},
    ],
)
def test_the_editor_publishes_and_schedules_nothing(staff, page, more):
    staff.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **more))

    stored = WorkPage.objects.get()
    assert not stored.live
    assert stored.go_live_at is None
    assert Release.objects.count() == 0


@pytest.mark.parametrize("name", ["copy", "move", "unpublish", "delete", "convert_alias", "lock", "unlock"])
def test_no_page_action_works(staff, page, name):
    before = WorkPage.objects.count()

    response = staff.post(
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk]),
        {"new_title": "抄本", "new_slug": "copy", "new_parent_page": "1", "publish_copies": "on"},
    )

    assert response.status_code in {302, 403, 404}
    assert WorkPage.objects.count() == before
    assert not WorkPage.objects.get().live


@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "delete"])
def test_no_bulk_action_works(staff, page, action):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    staff.post(f"{url}?id={page.pk}&next=/admin/", {"chooser": "1", "include_descendants": "on"})

    stored = WorkPage.objects.get()
    assert not stored.live
    assert stored.get_parent().specific == WorksPage.objects.get()


def test_a_page_in_review_cannot_be_saved(staff, page, court):
    open_review(page, by=court.curator)
    before = page.get_latest_revision().pk

    staff.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page))

    assert WorkPage.objects.get().get_latest_revision().pk == before


def test_an_old_revision_is_not_published_by_reverting(staff, page):
    revision = page.get_latest_revision()

    staff.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, **{"revision": str(revision.pk), "action-publish": "1"}),
    )

    assert not WorkPage.objects.get().live
    assert WorkCard.objects.count() == 0


@pytest.mark.parametrize("action", ["publish", "copy", "revert_to_page_revision", "copy_for_translation"])
def test_the_admin_s_own_api_acts_on_no_page(staff, page, court, action):
    open_review(page, by=court.curator)
    revisions = page.revisions.count()

    response = staff.post(
        f"/admin/api/main/pages/{page.pk}/action/{action}/",
        {"revision_id": page.get_latest_revision().pk, "locale": "zh-hans"},
        content_type="application/json",
    )

    assert response.status_code == 404
    assert page.revisions.count() == revisions


def test_no_page_is_made_by_hand(staff, page):
    url = reverse("wagtailadmin_pages:add", args=["showcase", "workpage", WorksPage.objects.get().pk])

    assert staff.get(url).status_code in {302, 403, 404}
