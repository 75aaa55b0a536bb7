"""A small correction of what is public is signed by two who did not write it, while the old release stays up."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role, grant
from curation.correcting import Fault, may_be_corrected, open_correction
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Correction, ReviewClass
from curation.reviewing import open_review, sign
from curation.suggesting import suggest
from showcase.models import Release, WorkCard, WorkPage

FAULT = Fault("typo", "reader", dt.date(2021, 7, 1), "校对漏看，加一遍诵读")
# Whose session it is and what they hold; how many and which, their signers, their releases; the menu and settings.
QUERIES = 16


@pytest.fixture
def public(accepted, court, work_off) -> WorkPage:
    page = draft(accepted, by=court.curator)
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return WorkPage.objects.get(pk=page.pk)


def edited(page: WorkPage, by, **words) -> WorkPage:
    new = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(new, name, value)
    new.save_revision(user=by)
    return WorkPage.objects.get(pk=page.pk)


def test_two_sign_and_the_old_release_stays_up_until_then(public, court, work_off):
    page = edited(public, court.curator, title="晨光里的小法庭")
    assert may_be_corrected(page)
    row = open_correction(page, by=court.curator, fault=FAULT)
    sign(row.review, "correct", by=court.first)
    work_off()
    assert WorkCard.objects.get().title == "晨光里的法庭"
    with pytest.raises(NotPossible):
        sign(row.review, "approve", by=court.first)

    sign(row.review, "approve", by=court.final)
    work_off()

    assert WorkCard.objects.get().title == "晨光里的小法庭"
    assert [each["name"] for each in Release.objects.get(state="live").content["signers"]] == ["初审", "终审"]
    assert row.changes == [{"field": "title", "old": "晨光里的法庭", "new": "晨光里的小法庭"}]


def test_whoever_wrote_the_correction_does_not_sign_it(public, court):
    grant(court.curator, Role.FIRST)
    row = open_correction(edited(public, court.curator, title="晨光"), by=court.curator, fault=FAULT)

    with pytest.raises(NotPossible):
        sign(row.review, "correct", by=court.curator)


@pytest.mark.parametrize("words", [{"summary": "字" * 21}, {"authors": ["别人"]}])
def test_more_than_a_little_goes_through_the_full_reviews(public, court, words):
    page = edited(public, court.curator, **words)

    assert not may_be_corrected(page)
    with pytest.raises(NotPossible):
        open_correction(page, by=court.curator, fault=FAULT)
    assert not Correction.objects.exists()
    assert not WorkPage.objects.get().locked


def test_what_is_not_public_is_not_corrected(accepted, court):
    with pytest.raises(NotPossible):
        open_correction(draft(accepted, by=court.curator), by=court.curator, fault=FAULT)


def test_what_others_renamed_since_does_not_slip_through(public, court):
    page = edited(public, court.curator, title="晨光里的小法庭")
    type(court.unit).objects.filter(pk=court.unit.pk).update(name="民事审判庭")

    with pytest.raises(NotPossible):
        open_correction(WorkPage.objects.get(pk=page.pk), by=court.curator, fault=FAULT)


def test_the_class_of_corrections_opens_no_review_by_itself(accepted, court):
    page = draft(accepted, by=court.curator)

    with pytest.raises(NotPossible):
        open_review(page, by=court.curator, review_class=ReviewClass.objects.get(corrections=True))


def test_fewer_than_two_signers_are_never_enough(public, court):
    ReviewClass.objects.get(corrections=True).steps.filter(stage__code="approve").delete()

    with pytest.raises(NotPossible):
        open_correction(edited(public, court.curator, title="晨光"), by=court.curator, fault=FAULT)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("typo", "reader", dt.date(2021, 7, 1), "  "),
        Fault("whatever", "reader", dt.date(2021, 7, 1), "理由"),
        Fault("typo", "nobody", dt.date(2021, 7, 1), "理由"),
        Fault("typo", "reader", timezone.localdate() + dt.timedelta(days=1), "理由"),
    ],
)
def test_the_register_is_complete(public, court, fault):
    with pytest.raises(NotPossible):
        open_correction(edited(public, court.curator, title="晨光"), by=court.curator, fault=fault)


def test_a_curator_sends_it_from_the_dossier_and_finds_it_in_the_register(
    public, court, client, work_off, django_assert_num_queries
):
    edited(public, court.curator, title="晨光里的小法庭")
    client.force_login(court.curator)
    address = reverse("curation_correct", args=[public.pk])
    assert address in client.get(reverse("curation_work", args=[public.pk])).content.decode()
    form = {"problem": "typo", "found": "reader", "reason": "校对漏看"}
    assert client.post(address, {**form, "found_on": "昨天"}).status_code == 409

    assert client.post(address, {**form, "found_on": "2021-07-01"}).status_code == 302

    register = reverse("curation_corrections")
    with django_assert_num_queries(QUERIES):
        text = client.get(register).content.decode()
    assert "<ins>小</ins>" in text
    review = Correction.objects.get().review
    sign(review, "correct", by=court.first)
    sign(review, "approve", by=court.final)
    work_off()
    edited(WorkPage.objects.get(pk=public.pk), court.curator, title="晨光里的小小法庭")
    client.post(address, {**form, "found_on": "2021-07-02"})
    with django_assert_num_queries(QUERIES):
        assert client.get(register).content.decode().count("hm-cycle") == 2


def test_suggestions_make_no_way_around_the_full_reviews(public, court):
    page = edited(public, court.curator, title="晨光里的小法庭")
    row = open_correction(page, by=court.curator, fault=FAULT)

    with pytest.raises(NotPossible, match="重新更正"):
        suggest(row.review, by=court.second, words={"text": "全文重写" * 200})
