"""A signer suggests, a curator takes over, those who signed confirm the difference alone."""

import pytest
from django.urls import reverse

from accounts.roles import Role, grant
from audit.models import Entry
from curation.drafting import draft
from curation.errors import NotPossible
from curation.models import Review, Stage
from curation.reviewing import hand_over, open_review, sign
from curation.standing import waits_for
from curation.suggesting import suggest, take_over
from showcase.models import Release, WorkPage
from showcase.transcript import times_of
from tests.curation.conftest import account

COMMA = {"title": "晨光里的，法庭"}


@pytest.fixture
def review(accepted, court) -> Review:
    """A review that two have signed."""
    Stage.objects.filter(code="second").update(checklist="事实无误")
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    sign(review, "first", by=court.first)
    sign(review, "secrecy", by=court.secrecy)
    return review


def test_a_small_suggestion_is_taken_over_and_only_confirmed(review, court, work_off):
    suggestion = suggest(review, by=court.second, words=COMMA)
    following = take_over(suggestion, by=court.curator)

    stages = {stage.code: stage for stage in following.stages.all()}
    assert {code for code, stage in stages.items() if stage.confirms} == {"first", "secrecy"}
    assert (stages["first"].person, stages["second"].person) == (court.first, None)
    assert stages["second"].checklist == ["事实无误"]
    assert not following.signatures()
    with pytest.raises(NotPossible):
        sign(following, "second", by=court.second, ticked=["事实无误"])
    for part in ("first", "second", "secrecy", "final"):
        sign(following, part, by=getattr(court, part), ticked=["事实无误"])
    work_off()
    assert WorkPage.objects.get().title == COMMA["title"]
    assert Release.objects.get().content["title"] == COMMA["title"]


def test_the_old_cycle_is_over_and_the_page_stays_locked(review, court):
    following = take_over(suggest(review, by=court.second, words=COMMA), by=court.curator)

    review.refresh_from_db()
    assert (review.state, following.state, following.cycle) == ("returned", "open", 2)
    assert following.digest != review.digest
    assert WorkPage.objects.get().locked
    with pytest.raises(NotPossible):
        sign(review, "second", by=court.second, ticked=["事实无误"])


def test_a_large_suggestion_is_signed_whole(review, court):
    following = take_over(suggest(review, by=court.second, words={"summary": "字" * 21}), by=court.curator)

    assert following.base_revision_id is None
    assert not any(stage.confirms or stage.person_id for stage in following.stages.all())


def test_the_one_who_suggested_is_no_writer_and_whoever_takes_over_is(review, court):
    other = account("编辑乙", Role.CURATOR, Role.SECOND)
    following = take_over(suggest(review, by=court.second, words=COMMA), by=other)

    writers = set(following.parts.filter(part="writer").values_list("person", flat=True))
    assert other.pk in writers
    assert court.second.pk not in writers


def test_who_signed_and_takes_over_confirms_nothing(review, court):
    grant(court.first, Role.CURATOR)

    following = take_over(suggest(review, by=court.second, words=COMMA), by=court.first)

    stage = following.stages.get(code="first")
    assert (stage.confirms, stage.person) == (False, None)
    with pytest.raises(NotPossible):
        sign(following, "first", by=court.first)


def test_nobody_takes_over_their_own_suggestion(review, court):
    grant(court.second, Role.CURATOR)
    suggestion = suggest(review, by=court.second, words=COMMA)

    with pytest.raises(NotPossible):
        take_over(suggestion, by=court.second)
    with pytest.raises(NotPossible):
        take_over(suggestion, by=court.final)


def test_a_confirmation_waits_for_that_person_and_another_signs_the_whole(review, court):
    other = account("初审乙", Role.FIRST)
    Stage.objects.filter(code="first").update(checklist="没有错别字")
    following = take_over(suggest(review, by=court.second, words=COMMA), by=court.curator)
    assert waits_for(court.first).exists()
    assert not waits_for(other).exists()

    hand_over(following, "first", to=other, by=court.curator)

    with pytest.raises(NotPossible):
        sign(following, "first", by=other)
    sign(following, "first", by=other, ticked=["没有错别字"])


@pytest.mark.parametrize("who", ["curator", "contributor", "admin"])
def test_only_reviewers_who_did_not_write_suggest(review, court, who):
    with pytest.raises(NotPossible):
        suggest(review, by=getattr(court, who), words=COMMA)


@pytest.mark.parametrize("words", [{}, {"title": " "}, {"title": "字" * 256}, {"authors": "我"}])
def test_a_suggestion_changes_something_that_fits(review, court, words):
    with pytest.raises(NotPossible):
        suggest(review, by=court.second, words=words)


def test_a_suggestion_is_taken_over_once(review, court):
    suggestion = suggest(review, by=court.second, words=COMMA)
    take_over(suggestion, by=court.curator)

    with pytest.raises(NotPossible):
        take_over(suggestion, by=court.curator)
    assert Entry.objects.filter(action="review.taken_over").count() == 1


def test_the_caption_of_a_picture_is_changed_in_its_place(review, court):
    following = take_over(
        suggest(review, by=court.second, words={"caption:0": "清晨的石阶"}), by=court.curator
    )

    page = WorkPage.objects.get().get_latest_revision_as_object()
    assert [medium.caption for medium in page.media.all()] == ["清晨的石阶"]
    assert following.base_revision_id


def test_a_timed_script_keeps_its_times(lecture, court):
    from curation.tapping import keep_times
    from showcase.transcript import paragraphs, timing_of

    rows = timing_of(paragraphs(lecture.get_latest_revision_as_object().text), [0.0, 5.0, 9.0])
    keep_times(lecture, rows, by=court.curator)
    review = open_review(lecture, by=court.curator)
    text = WorkPage.objects.get().get_latest_revision_as_object().text.replace("谢谢大家。", "谢谢大家！")

    following = take_over(suggest(review, by=court.second, words={"text": text}), by=court.curator)

    page = WorkPage.objects.get().get_latest_revision_as_object()
    assert times_of(page.text, page.timing) == [0.0, 5.0, 9.0]
    assert following.base_revision_id


def test_the_screens_show_both_sides_and_keep_what_was_typed(review, court, client):
    client.force_login(court.second)
    address = reverse("curation_suggest", args=[review.page_id])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"title": "", "note": "少一个逗号"})
    assert refused.status_code == 409
    assert "少一个逗号" in refused.content.decode()
    client.post(address, {**COMMA, "note": "少一个逗号"})
    client.force_login(court.curator)
    dossier = reverse("curation_work", args=[review.page_id])
    assert "<ins>，</ins>" in client.get(dossier).content.decode()

    client.post(
        reverse("curation_take_over", args=[review.page_id]), {"suggestion": review.suggestions.get().pk}
    )

    client.force_login(court.first)
    text = client.get(dossier).content.decode()
    assert "<ins>，</ins>" in text
    assert "确认改动" in text
