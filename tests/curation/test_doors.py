"""There is no other door: every way in which Wagtail could publish is tried by the superuser."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from curation import releasing
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, ReviewClass, Stage
from curation.releasing import release_again
from curation.reviewing import open_review, sign
from showcase.models import Release, WorkCard, WorkPage, WorksPage
from tests.curation.conftest import withdraw


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

    assert response.status_code == 404
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

    assert staff.get(url).status_code == 404


def public_nowhere() -> bool:
    """Whether nothing of any work has reached the public."""
    return not WorkCard.objects.exists() and not Release.objects.filter(state=Release.State.LIVE).exists()


def test_publishing_a_page_from_a_shell_shows_visitors_nothing(page, client):
    """``page.publish()`` sets Wagtail's flag; what visitors see is made of releases, and there is none."""
    page.get_latest_revision().publish(skip_permission_checks=True)

    assert WorkPage.objects.get().live
    assert client.get(reverse("work", args=[page.slug])).status_code == 404
    assert page.title not in client.get(reverse("works")).content.decode()
    assert (
        page.title not in client.get(reverse("search"), {"q": page.title, "format": "json"}).content.decode()
    )
    assert page.slug not in client.get(reverse("sitemap")).content.decode()
    assert public_nowhere()


def test_publishing_asks_for_a_permission_that_nobody_has(page, court):
    for user in (court.admin, court.curator):
        with pytest.raises(PermissionDenied):
            page.get_latest_revision().publish(user=user)
    assert public_nowhere()


def test_publish_permission_opens_nothing(page, court, client):
    group = Group.objects.get(name="curator")
    for codename in ("publish_page", "bulk_delete_page", "lock_page", "unlock_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    client.force_login(court.curator)

    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-publish": "1"}))
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))

    assert not WorkPage.objects.get().live
    assert public_nowhere()


def test_a_time_that_was_written_past_the_editor_publishes_nothing_for_visitors(page, client):
    """Wagtail's own command looks for revisions with a time; the editor writes none, a shell might."""
    revision = page.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - dt.timedelta(days=1)
    )

    call_command("publish_scheduled", verbosity=0)

    assert client.get(reverse("work", args=[page.slug])).status_code == 404
    assert public_nowhere()


@pytest.fixture
def withdrawn(page, court, work_off) -> WorkPage:
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    work_off()
    withdraw(page, by=court.curator, reason="作者撤回授权")
    return WorkPage.objects.get(pk=page.pk)


def test_what_was_withdrawn_comes_back_by_no_republishing(withdrawn, staff, court, work_off, client):
    staff.post(
        reverse("wagtailadmin_pages:edit", args=[withdrawn.pk]),
        form_of(withdrawn, **{"action-publish": "1", "title": withdrawn.title}),
    )
    withdrawn.get_latest_revision().publish(skip_permission_checks=True)
    with pytest.raises(NotPossible):
        release_again(withdrawn, by=court.curator)
    work_off()

    assert client.get(reverse("work", args=[withdrawn.slug])).status_code in {404, 410}
    assert public_nowhere()


@pytest.mark.parametrize(
    "address",
    [
        "/api/v3/pages/",
        "/api/v2/pages/",
        "/api/pages/",
        "/admin/api/main/pages/",
    ],
)
def test_no_api_tells_a_stranger_of_a_draft(page, client, address):
    response = client.get(address)

    assert response.status_code != 200 or page.title not in response.content.decode()


def test_a_passed_review_with_a_signature_missing_is_not_released(page, court, work_off):
    """Should somebody write the state into the table: the release counts the signatures again."""
    review = open_review(page, by=court.curator)
    Review.objects.filter(pk=review.pk).update(state="passed")
    releasing.prepare_reviewed(Review.objects.get())

    work_off()

    assert public_nowhere()


def test_a_passed_review_of_other_content_is_not_released(page, court, work_off):
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    Review.objects.update(digest="0" * 64)

    work_off()

    assert public_nowhere()


def test_no_stage_is_skipped_by_changing_the_rows_under_way(page, court, work_off):
    review = open_review(page, by=court.curator)
    ReviewClass.objects.get(code="A").steps.exclude(stage__code="first").delete()
    Stage.objects.filter(code="secrecy").update(role="first")

    sign(review, "first", by=court.first)
    work_off()

    assert Review.objects.get().state == "open"
    assert public_nowhere()
