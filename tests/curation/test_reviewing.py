"""Different people, one door."""

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError

from accounts.roles import Role, grant
from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Part, Review
from curation.reviewing import open_review, return_review, sign
from showcase.models import Release, WorkCard, WorkPage


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


@pytest.fixture
def review(page, court) -> Review:
    return open_review(page, by=court.curator)


def signed_by_all(review, court) -> None:
    sign(review, "first", by=court.first)
    sign(review, "secrecy", by=court.secrecy)
    sign(review, "second", by=court.second)
    sign(review, "final", by=court.final)


def test_four_different_signatures_make_the_work_public(review, court, work_off):
    signed_by_all(review, court)

    work_off()

    release = Release.objects.get()
    assert release.state == "live"
    assert [each["name"] for each in release.content["signers"]] == ["初审", "复审", "终审", "保密"]
    assert WorkCard.objects.get().title == "晨光里的法庭"
    source = release.content["media"][0]["webp"][0]["src"]
    assert storages["public"].exists(f"{release.token}/{source}")
    assert WorkPage.objects.get().live


def test_what_was_saved_a_moment_before_is_what_is_reviewed(page, court):
    draft = WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary = "刚刚补上的一句。"
    latest = draft.save_revision(user=court.curator)

    review = open_review(page, by=court.curator)

    assert review.revision_id == latest.pk


def test_nothing_is_public_before_the_last_signature(review, court, work_off):
    sign(review, "first", by=court.first)
    sign(review, "second", by=court.second)
    sign(review, "final", by=court.final)

    work_off()

    assert Release.objects.count() == 0
    assert WorkCard.objects.count() == 0


def test_a_person_with_every_role_signs_once(review, court):
    grant(court.first, Role.SECOND, Role.FINAL, Role.SECRECY)
    sign(review, "first", by=court.first)

    with pytest.raises(NotPossible):
        sign(review, "second", by=court.first)


@pytest.mark.parametrize("who", ["contributor", "curator"])
def test_whoever_wrote_the_work_does_not_sign_it(accepted, court, who):
    writer = getattr(court, who)
    grant(writer, Role.FIRST)
    review = open_review(draft(accepted, by=court.curator), by=court.curator)

    with pytest.raises(NotPossible):
        sign(review, "first", by=writer)

    assert Entry.objects.filter(action="review.refused").count() == 1


def test_an_editor_of_a_single_comma_does_not_sign(page, court):
    grant(court.first, Role.CURATOR)
    page.title = "晨光里的法庭，"
    page.save_revision(user=court.first)
    review = open_review(page, by=court.curator)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


def test_an_author_named_without_an_account_counts_as_the_accounts_of_that_name(page, court):
    page.authors = ["投稿人", "初审"]
    page.save_revision(user=court.curator)
    review = open_review(page, by=court.curator)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


def test_a_namesake_of_an_author_with_an_account_signs(accepted, court):
    accepted.authors = [{"name": "初审", "user": court.contributor.pk}]
    accepted.save()
    review = open_review(draft(accepted, by=court.curator), by=court.curator)

    sign(review, "first", by=court.first)

    assert review.parts.filter(part="first").exists()


def test_the_superuser_signs_nothing_by_being_one(review, court):
    with pytest.raises(NotPossible):
        sign(review, "first", by=court.admin)


def test_the_database_holds_the_rule_too(review, court):
    Part.objects.create(review=review, person=court.first, part="first")

    with pytest.raises(IntegrityError):
        Part.objects.create(review=review, person=court.first, part="final")


def test_stages_come_in_order(review, court):
    with pytest.raises(NotPossible):
        sign(review, "second", by=court.second)


def test_a_return_needs_a_reason_unlocks_the_page_and_voids_the_signatures(review, page, court):
    sign(review, "first", by=court.first)
    with pytest.raises(NotPossible):
        return_review(review, by=court.second, reason="  ")

    return_review(review, by=court.second, reason="标题有错字")

    page.refresh_from_db()
    assert not page.locked
    again = open_review(page, by=court.curator)
    assert again.cycle == 2
    assert not again.parts.exclude(part="writer").exists()


def test_a_page_in_review_is_locked(review, page):
    page.refresh_from_db()

    assert page.locked


def test_what_changed_after_opening_cannot_be_signed(review, page, court):
    asset = page.media.get().asset
    type(asset).objects.filter(pk=asset.pk).update(sha256="f" * 64)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


@pytest.mark.parametrize(
    ("lender", "change"),
    [
        ("unit", {"name": "民事审判庭"}),
        ("item", {"title": "拍下黄昏"}),
        ("kind", {"name_en": "Snapshot"}),
        ("kind", {"fields": [{"name": "place", "label": "住址", "type": "text", "public": True}]}),
    ],
)
def test_words_that_others_lend_the_page_are_signed_too(review, page, court, lender, change):
    lent = getattr(page, lender)
    type(lent).objects.filter(pk=lent.pk).update(**change)

    with pytest.raises(NotPossible):
        sign(review, "first", by=court.first)


def test_the_same_content_is_not_reviewed_again(review, page, court, work_off):
    signed_by_all(review, court)
    work_off()

    with pytest.raises(NotPossible):
        open_review(WorkPage.objects.get(pk=page.pk), by=court.curator)


def test_a_correction_replaces_the_release_and_its_files(review, page, court, work_off):
    signed_by_all(review, court)
    work_off()
    old = Release.objects.get()
    page = WorkPage.objects.get(pk=page.pk)
    page.title = "晨光里的小法庭"
    page.save_revision(user=court.curator)
    signed_by_all(open_review(page, by=court.curator), court)

    work_off()

    assert WorkCard.objects.get().title == "晨光里的小法庭"
    assert not storages["public"].exists(old.token)
    assert Release.objects.get(state="live").token != old.token
