"""There is no other door for an exhibition either: curators write it in the editor, and nothing there makes it public."""

import pytest
from django.urls import reverse

from curation.reviewing import open_review
from showcase.models import ExhibitionPage, ExhibitionsPage, Release, WorkPage, WorksPage
from tests.curation.test_exhibitions import TODAY, hang


def form(work: WorkPage, **more: str) -> dict[str, str]:
    """What the editor sends: one room with its anchor."""
    return {
        "title": "清晨",
        "opens": TODAY().isoformat(),
        "closes": "",
        "cover": "",
        "preface": "早。",
        "rooms-count": "1",
        "rooms-0-deleted": "",
        "rooms-0-order": "0",
        "rooms-0-type": "room",
        "rooms-0-id": "",
        "rooms-0-value-title": "初光",
        "rooms-0-value-text": "",
        "rooms-0-value-ground": "wall",
        "rooms-0-value-anchor": str(work.pk),
        "rooms-0-value-works-count": "0",
        "afterword": "",
        "credits": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }


def add() -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["showcase", "exhibitionpage", ExhibitionsPage.objects.get().pk]
    )


@pytest.fixture(params=["admin", "curator"])
def staff(request, client, court):
    """A browser signed in as somebody who may write exhibitions."""
    client.force_login(getattr(court, request.param))
    return client


@pytest.mark.parametrize(
    "more",
    [{}, {"action-publish": "1"}, {"action-submit": "1"}, {"go_live_at": "2020-01-01 00:00"}],
)
def test_the_editor_begins_a_draft_and_publishes_nothing(staff, public_work, more):
    response = staff.post(add(), form(public_work, **more))

    page = ExhibitionPage.objects.get()
    assert response.status_code == 302
    assert (page.slug, page.live, page.go_live_at) == ("qing-chen", False, None)
    room = page.get_latest_revision_as_object().rooms[0].value
    assert (room["title"], room["anchor"]) == ("初光", public_work)
    assert not Release.objects.exhibitions().exists()


def test_it_cannot_close_before_it_opens(staff, public_work):
    response = staff.post(add(), form(public_work, closes="2020-01-01"))

    assert response.status_code == 200
    assert "closes" in response.context["form"].errors


@pytest.mark.parametrize("who", ["first", "final", "contributor"])
def test_only_curators_begin_one(client, court, public_work, who):
    client.force_login(getattr(court, who))

    assert client.post(add(), form(public_work)).status_code == 404
    assert not ExhibitionPage.objects.exists()


def test_nobody_begins_a_work_in_the_editor(client, court):
    client.force_login(court.curator)
    address = reverse("wagtailadmin_pages:add", args=["showcase", "workpage", WorksPage.objects.get().pk])

    client.post(address, {"title": "抄近路"})

    assert not WorkPage.objects.filter(title="抄近路").exists()


@pytest.mark.parametrize("name", ["copy", "move", "unpublish", "delete", "convert_alias", "lock", "unlock"])
def test_no_page_action_works(staff, public_work, court, name):
    page = hang(public_work, court.curator)

    response = staff.post(
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk]),
        {"new_title": "抄本", "new_slug": "copy", "new_parent_page": "1", "publish_copies": "on"},
    )

    assert response.status_code == 404
    assert ExhibitionPage.objects.count() == 1
    assert not ExhibitionPage.objects.get().live


def test_it_cannot_be_saved_while_it_is_reviewed(staff, public_work, court):
    page = hang(public_work, court.curator)
    before = open_review(page, by=court.curator).revision_id

    staff.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(public_work, preface="换过。"))

    assert ExhibitionPage.objects.get().latest_revision_id == before


def test_the_editor_shows_what_is_being_written(staff, public_work, court):
    page = hang(public_work, court.curator)

    assert staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert staff.post(preview, form(public_work)).json()["is_valid"]
    shown = staff.get(preview, {"mode": ""})
    assert "初光" in shown.content.decode()
    assert public_work.title in shown.content.decode()
