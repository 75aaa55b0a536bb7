"""An exhibition goes through the same doors as a work."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Entry
from curation.errors import NotPossible
from curation.models import Part, Review
from curation.reviewing import open_review, return_review, sign
from curation.suggesting import suggest, take_over
from curation.takedown import Finding, approve, ask
from curation.vanishing import vanishing
from showcase.models import ExhibitionCard, ExhibitionPage, ExhibitionsPage, Hung, Release, WorkPage
from tests.curation.conftest import account, withdraw

TODAY = timezone.localdate


def hang(work: WorkPage, by: User, **changes: Any) -> ExhibitionPage:
    """An exhibition of one room with the work as its anchor, as the editor saves it."""
    facts: dict[str, Any] = {
        "title": "清晨",
        "preface": "早到的人先看见光。",
        "opens": TODAY(),
        "rooms": [("room", {"title": "初光", "text": "", "ground": "wall", "anchor": work, "works": []})],
        **changes,
    }
    page = ExhibitionPage(live=False, owner=by, **facts)
    ExhibitionsPage.objects.get().add_child(instance=page)
    page.save_revision(user=by)
    return page


def signed(page: ExhibitionPage, court: Any) -> Review:
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    return review


@pytest.fixture
def page(public_work, court) -> ExhibitionPage:
    return hang(public_work, court.curator)


@pytest.fixture
def public_hall(page, court, work_off) -> ExhibitionPage:
    signed(page, court)
    work_off()
    page.refresh_from_db()
    return page


def test_four_signatures_open_it_and_its_release_names_works_by_number(public_hall, public_work, client):
    release = Release.objects.exhibitions().get()

    assert release.state == Release.State.LIVE
    assert release.slug == "qing-chen"
    assert release.content["rooms"][0]["anchor"] == public_work.slug
    assert "media" not in release.content
    assert public_work.title in client.get("/exhibitions/qing-chen/").content.decode()


def test_nothing_of_it_is_public_before_the_last_signature(page, court, client, work_off):
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "final"):
        sign(review, part, by=getattr(court, part))
    work_off()

    assert client.get("/exhibitions/qing-chen/").status_code == 404
    assert ExhibitionCard.objects.count() == 0


def test_whoever_wrote_it_signs_nothing_and_nobody_signs_twice(page, court):
    review = open_review(page, by=court.curator)
    sign(review, "first", by=court.first)

    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(review=review, person=court.curator, part="second")
    court.first.groups.add(*court.second.groups.all())
    with pytest.raises(NotPossible):
        sign(review, "second", by=User.objects.get(pk=court.first.pk))


def test_it_is_locked_while_it_is_reviewed_and_a_return_unlocks_it(page, court, client):
    client.force_login(court.curator)
    review = open_review(page, by=court.curator)

    assert ExhibitionPage.objects.get(pk=page.pk).locked
    return_review(review, by=court.first, reason="前言过长。")
    assert not ExhibitionPage.objects.get(pk=page.pk).locked


def test_what_was_changed_after_opening_is_not_signed(page, court):
    review = open_review(page, by=court.curator)
    revision = page.revisions.get(pk=review.revision_id)
    revision.content["preface"] = "换过的话。"
    revision.save()

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


@pytest.mark.parametrize(
    "changes",
    [
        {"opens": None},
        {"rooms": []},
        {"rooms": [("room", {"title": "初光", "text": "", "ground": "wall", "anchor": None, "works": []})]},
    ],
)
def test_what_is_unfinished_is_not_sent_to_review(public_work, court, changes):
    page = hang(public_work, court.curator, **changes)

    with pytest.raises(NotPossible):
        open_review(page, by=court.curator)


def test_a_work_that_is_not_public_or_hangs_twice_is_named(public_work, court):
    rooms = [
        (
            "room",
            {"title": "初光", "text": "", "ground": "wall", "anchor": public_work, "works": [public_work]},
        )
    ]
    twice = hang(public_work, court.curator, rooms=rooms)
    absent = hang(public_work, court.curator, title="正午")

    with pytest.raises(NotPossible, match="晨光里的法庭"):
        open_review(twice, by=court.curator)
    withdraw(public_work, by=court.curator, reason="测试")
    with pytest.raises(NotPossible, match="晨光里的法庭"):
        open_review(absent, by=court.curator)


def test_before_its_day_it_is_nowhere_and_after_it_an_archive(public_work, court, work_off, client):
    tomorrow, yesterday = TODAY() + dt.timedelta(days=1), TODAY() - dt.timedelta(days=1)
    signed(hang(public_work, court.curator, opens=tomorrow), court)
    signed(hang(public_work, court.curator, title="去年", opens=yesterday, closes=yesterday), court)
    work_off()

    assert client.get("/exhibitions/qing-chen/").status_code == 404
    assert "/exhibitions/qing-chen/" not in client.get("/exhibitions/").content.decode()
    archive = client.get("/exhibitions/qu-nian/")
    assert archive.status_code == 200
    day = f"{yesterday.year}年{yesterday.month}月{yesterday.day}日"
    assert f'已于<span class="day">{day}</span>闭展' in archive.content.decode()


def test_a_withdrawn_work_vanishes_from_it_at_once(public_work, public_hall, court, client):
    before = client.get("/exhibitions/qing-chen/").content.decode()
    withdraw(public_work, by=court.curator, reason="测试")
    after = client.get("/exhibitions/qing-chen/")

    assert public_work.title in before
    assert after.status_code == 200
    assert public_work.title not in after.content.decode()
    assert "初光" not in after.content.decode()


def test_the_preview_of_a_takedown_names_its_exhibitions(public_work, public_hall, court, client):
    gone = vanishing(public_work)
    client.force_login(court.final)
    shown = client.get(reverse("curation_takedown", args=[public_work.pk])).content.decode()

    assert gone is not None
    assert [each.title for each in gone.exhibitions] == ["清晨"]
    assert "/exhibitions/qing-chen/" in shown


def test_two_people_take_it_down_and_it_answers_gone(public_hall, public_work, court, client, work_off):
    finding = Finding("fact", "author", "", timezone.now(), "前言有误")
    approve(ask(public_hall, by=court.curator, finding=finding), by=court.final)
    work_off()

    assert client.get("/exhibitions/qing-chen/").status_code == 410
    assert "/exhibitions/qing-chen/" not in client.get("/exhibitions/").content.decode()
    assert (ExhibitionCard.objects.count(), Hung.objects.count()) == (0, 0)
    assert client.get(f"/works/{public_work.slug}/").status_code == 200


def test_its_number_opens_no_work_and_a_works_no_exhibition(public_hall, public_work, client):
    assert client.get(f"/works/{public_hall.slug}/").status_code == 404
    assert client.get(f"/exhibitions/{public_work.slug}/").status_code == 404


def test_suggested_edits_of_its_words_are_taken_over(page, court):
    other = account("另一位编辑")
    other.groups.add(*court.curator.groups.all())
    review = open_review(page, by=court.curator)
    made = suggest(review, by=court.first, words={"preface": "早来的人先看见光。"})
    following = take_over(made, by=other)

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().preface == "早来的人先看见光。"
    assert following.state == Review.State.OPEN


def test_a_second_release_replaces_the_first_and_keeps_its_first_day(
    public_hall, court, work_off, public_work
):
    first = ExhibitionCard.objects.get().first_released_at
    draft = public_hall.get_latest_revision_as_object()
    draft.afterword = "谢谢观看。"
    draft.save_revision(user=court.curator)
    signed(public_hall, court)
    work_off()

    card = ExhibitionCard.objects.get()
    assert card.first_released_at == first
    assert card.release.content["afterword"] == "谢谢观看。"
    assert sorted(Release.objects.exhibitions().values_list("state", flat=True)) == ["live", "replaced"]


@pytest.mark.parametrize("who", ["curator", "first", "final", "admin"])
def test_every_screen_of_the_reviews_shows_it(page, court, client, who):
    open_review(page, by=court.curator)
    client.force_login(getattr(court, who))

    for name in ("curation_works", "wagtailadmin_home"):
        assert client.get(reverse(name)).status_code == 200
    for name in ("curation_work", "curation_preview"):
        answer = client.get(reverse(name, args=[page.pk]))
        assert answer.status_code == 200
        assert "清晨" in answer.content.decode()
    assert "清晨" in client.get(reverse("curation_works") + "?show=exhibitions").content.decode()


@pytest.mark.parametrize("show", ["", "exhibitions"])
def test_the_list_asks_no_more_for_three_than_for_one(page, public_work, court, client, show):
    client.force_login(court.curator)
    address = reverse("curation_works") + f"?show={show}"
    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    for title in ("正午", "黄昏"):
        hang(public_work, court.curator, title=title)

    with CaptureQueriesContext(connection) as for_three:
        assert client.get(address).content.decode().count("hm-rows__title") == 3

    assert len(for_one) == len(for_three)


def test_the_signers_lists_show_it(page, court, client):
    review = open_review(page, by=court.curator)
    client.force_login(court.first)
    assert "清晨" in client.get(reverse("curation_to_sign")).content.decode()
    for part in ("first", "second", "secrecy"):
        sign(review, part, by=getattr(court, part))
    client.force_login(court.final)

    assert "早到的人先看见光" in client.get(reverse("curation_sheet")).content.decode()


def test_the_trail_tells_of_its_release(public_hall):
    actions = Entry.objects.filter(subject=f"work:{public_hall.pk}").values_list("action", flat=True)

    assert {"review.opened", "review.signed", "review.passed", "work.released"} <= set(actions)


@pytest.fixture
def others(court) -> Callable[[], User]:
    return lambda: account("旁人")


def test_addresses_of_works_know_no_exhibition(page, court, client, work_off):
    page.opens = TODAY() + dt.timedelta(days=7)
    page.save_revision(user=court.curator)
    signed(page, court)
    work_off()
    assert Release.objects.exhibitions().get().state == Release.State.LIVE

    for path in ("", "mistake/", "manifest.json", "chapters.vtt", "transcript/"):
        assert client.get(f"/works/{page.slug}/{path}").status_code == 404, path
    assert client.post(f"/works/{page.slug}/mistake/", {"wrong": "错字"}).status_code == 404
