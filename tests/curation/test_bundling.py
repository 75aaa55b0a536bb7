"""Works that belong together are sent, signed and released together, or singled out."""

import pytest

from accounts.messages.models import Message
from accounts.roles import Role
from audit.models import Entry
from curation import bundles, bundling, takedown, timing
from curation.errors import NotPossible
from curation.models import Bundle, BundledWork, Part, Review, Takedown
from curation.releasing import RELEASE, release_again
from curation.reviewing import open_review, recall_review, return_review, sign
from curation.standing import standing
from curation.suggesting import suggest, take_over
from jobs.models import Job
from showcase.models import Release, WorkCard, WorkPage
from submissions import consent
from tests.curation.conftest import account
from tests.curation.test_signing_at_once import at_once

ALL = ("first", "second", "final", "secrecy")


def reviews() -> list[Review]:
    return list(Review.objects.order_by("pk"))


def states() -> list[str]:
    return [each.state for each in reviews()]


def sign_all(bundle, part, by, returned: dict[int, str] | None = None, **more) -> None:
    """Sign what waits, return those of ``returned``."""
    returned = returned or {}
    waiting = [stage for stage in bundling.waiting_stages(bundle, by) if stage.code == part]
    signed = {each.review_id: each.review.digest for each in waiting if each.review_id not in returned}
    bundling.decide(bundle, part, by=by, signed=signed, returned=returned, **more)


def outcomes() -> list[str]:
    return list(BundledWork.objects.order_by("pk").values_list("outcome", flat=True))


def test_each_work_keeps_its_own_signatures_and_all_go_live_at_once(sent, court, work_off):
    for part in ALL:
        assert WorkCard.objects.count() == 0
        sign_all(sent, part, getattr(court, part), opinion="同意")

    work_off()

    assert states() == ["passed"] * 3
    assert Part.objects.filter(part__in=ALL, opinion="同意").count() == 12
    assert WorkCard.objects.count() == 3
    assert len(set(Release.objects.values_list("released_at", flat=True))) == 1
    assert outcomes() == ["released"] * 3


def test_nothing_is_prepared_before_the_last_work_has_its_last_signature(sent, court, work_off):
    for part in ALL:
        for review in reviews()[:2]:
            sign(review, part, by=getattr(court, part))
    timing.look_at_the_clock()
    work_off()
    assert Release.objects.count() == 0
    assert standing(reviews()[0].page).code == "scheduled"

    for part in ALL:
        sign(reviews()[2], part, by=getattr(court, part))
    work_off()

    assert WorkCard.objects.count() == 3


def test_one_work_that_cannot_be_signed_keeps_all_unsigned_and_is_named(sent, pages, court):
    sign(reviews()[1], "first", by=court.first)
    seen = {each.pk: each.digest for each in reviews()}

    with pytest.raises(NotPossible, match=f"《{pages[1].title}》"):
        bundling.decide(sent, "first", by=court.first, signed=seen, returned={})

    assert Part.objects.filter(part="first").count() == 1
    assert Entry.objects.filter(action="review.refused", subject=f"work:{pages[1].pk}").count() == 1


def test_whoever_wrote_one_of_them_signs_none_of_it_by_posting_all(bundle, pages, court):
    writer = account("能写能审", Role.FIRST)
    pages[2].save_revision(user=writer)
    bundling.send(bundle, by=court.curator)

    with pytest.raises(NotPossible, match=f"《{pages[2].title}》"):
        bundling.decide(
            bundle, "first", by=writer, signed={each.pk: each.digest for each in reviews()}, returned={}
        )

    assert Part.objects.filter(part="first").count() == 0


def test_what_was_not_seen_is_not_signed(sent, court):
    seen = {each.pk: each.digest for each in reviews()}

    with pytest.raises(NotPossible):
        bundling.decide(sent, "first", by=court.first, signed=seen | {reviews()[0].pk: "0" * 64}, returned={})
    del seen[reviews()[0].pk]
    with pytest.raises(NotPossible):
        bundling.decide(sent, "first", by=court.first, signed=seen, returned={})

    assert Part.objects.filter(part="first").count() == 0


def test_what_is_singled_out_goes_back_alone_and_the_rest_goes_on(sent, court, work_off):
    odd = reviews()[1]
    sign_all(sent, "first", court.first, {odd.pk: "图注有误"})
    assert states() == ["open", "returned", "open"]
    assert standing(odd.page).code == "returned"
    assert not WorkPage.objects.get(pk=odd.page_id).locked

    for part in ALL[1:]:
        sign_all(sent, part, getattr(court, part))
    work_off()

    assert WorkCard.objects.count() == 2
    assert outcomes() == ["released", "left", "released"]


def test_a_return_without_an_opinion_does_nothing(sent, court):
    with pytest.raises(NotPossible):
        sign_all(sent, "first", court.first, {reviews()[1].pk: " "})

    assert states() == ["open"] * 3
    assert Part.objects.filter(part="first").count() == 0


def test_where_all_are_returned_they_stay_together_and_are_sent_again(sent, court):
    sign_all(sent, "first", court.first, {each.pk: "整组再议" for each in reviews()})
    assert outcomes() == [""] * 3

    bundling.send(sent, by=court.curator)

    assert states() == ["returned"] * 3 + ["open"] * 3


def test_a_last_signature_that_was_waited_for_no_more_lets_the_rest_go(sent, court, work_off):
    late = reviews()[2]
    for part in ALL:
        for review in reviews()[:2]:
            sign(review, part, by=getattr(court, part))

    return_review(late, by=court.first, reason="再改")
    work_off()

    assert WorkCard.objects.count() == 2


def test_a_signed_work_is_taken_back_alone_while_the_others_wait(sent, court, work_off):
    for part in ALL:
        sign(reviews()[0], part, by=getattr(court, part))
    recall_review(reviews()[0], by=court.curator)
    assert standing(reviews()[0].page).code == "returned"

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    work_off()

    assert WorkCard.objects.count() == 2


def test_the_whole_bundle_is_taken_back_and_stays_together(sent, court):
    sign_all(sent, "first", court.first)

    bundling.recall(sent, by=court.curator)

    assert states() == ["returned"] * 3
    assert outcomes() == [""] * 3


def test_a_release_that_fails_keeps_all_back_until_it_succeeds(sent, court, work_off, monkeypatch):
    from curation import releasing

    put, bad = releasing.publicfiles.put, reviews()[1]

    def fail(token, files):
        if Release.objects.get(token=token).page_id == bad.page_id:
            raise OSError("the disk is full")
        put(token, files)

    monkeypatch.setattr(releasing.publicfiles, "put", fail)
    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    for _attempt in range(6):
        Job.objects.update(run_after="2020-01-01T00:00Z")
        work_off()
    assert WorkCard.objects.count() == 0
    assert standing(bad.page).code == "stuck"
    assert {standing(each.page).code for each in reviews() if each != bad} == {"releasing"}

    monkeypatch.undo()
    release_again(bad.page, by=court.curator)
    work_off()

    assert WorkCard.objects.count() == 3


def test_a_worker_that_is_killed_between_two_releases_leaves_nothing_public(sent, court, work_off):
    from curation import releasing

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    first, *rest = Release.objects.order_by("pk")
    releasing.release(str(first.pk))  # done; here the worker dies
    assert WorkCard.objects.count() == 0
    assert WorkPage.objects.filter(live=True, pk__in=[each.page_id for each in reviews()]).count() == 0

    releasing.release(str(first.pk))  # the next worker takes the same job up
    assert WorkCard.objects.count() == 0
    for each in rest:
        releasing.release(str(each.pk))

    assert WorkCard.objects.count() == 3
    work_off()
    assert WorkCard.objects.count() == 3


def test_what_was_renamed_meanwhile_fails_by_its_own_name(sent, court, work_off):
    from curation import releasing

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    first, *rest = Release.objects.order_by("pk")
    releasing.release(str(first.pk))
    Review.objects.filter(page=first.page_id).update(digest="0" * 64)
    for each in rest:
        releasing.release(str(each.pk))

    assert WorkCard.objects.count() == 0
    assert Job.objects.get(name=RELEASE, subject=str(first.pk)).state == "waiting"


def test_a_stuck_work_is_taken_down_and_the_rest_goes_on(sent, court, work_off):
    from curation import releasing

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    stuck, *rest = Release.objects.order_by("pk")
    for each in rest:
        releasing.release(str(each.pk))
    finding = takedown.Finding("fact", "patrol", "", timing.timezone.now(), "缺图")
    asked = takedown.ask(WorkPage.objects.get(pk=stuck.page_id), by=court.curator, finding=finding)
    assert isinstance(asked, Takedown)

    takedown.approve(asked, by=court.final)
    work_off()

    assert WorkCard.objects.count() == 2
    assert outcomes() == ["left", "released", "released"]


def test_consent_taken_back_keeps_all_back_until_the_work_is_out(sent, court, accepted, work_off):
    for part in ALL:
        sign(reviews()[0], part, by=getattr(court, part))
    consent.withdraw(accepted, court.contributor)
    for part in ALL:
        for review in reviews()[1:]:
            sign(review, part, by=getattr(court, part))
    work_off()
    assert Release.objects.count() == 0

    recall_review(reviews()[0], by=court.curator)
    work_off()

    assert WorkCard.objects.count() == 2


def test_suggested_edits_keep_the_work_in_its_bundle(sent, court, work_off):
    suggestion = suggest(reviews()[0], by=court.first, words={"title": "晨光里的法院"})
    take_over(suggestion, by=court.curator)
    assert bundles.of_page(reviews()[0].page_id).review == reviews()[-1]

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    work_off()

    assert WorkCard.objects.count() == 3


def test_it_is_changed_only_while_nothing_is_open(bundle, pages, court, accepted):
    bundling.remove(bundle, pages[0], by=court.curator)
    bundling.add(bundle, [pages[0]], by=court.curator)
    bundling.send(bundle, by=court.curator)

    with pytest.raises(NotPossible):
        bundling.remove(bundle, pages[0], by=court.curator)
    with pytest.raises(NotPossible):
        bundling.add(bundle, [pages[0]], by=court.curator)


def test_a_work_stands_in_one_bundle_and_is_not_sent_alone(bundle, pages, court):
    with pytest.raises(NotPossible, match=f"《{pages[0].title}》"):
        bundling.gather("另一组", pages[:2], by=court.curator)
    with pytest.raises(NotPossible):
        open_review(pages[0], by=court.curator)

    assert Bundle.objects.count() == 1


def test_one_that_cannot_be_sent_keeps_all_and_is_named(bundle, pages, court):
    pages[1].media.all().delete()
    pages[1].text = ""
    pages[1].save_revision(user=court.curator)

    with pytest.raises(NotPossible, match=f"《{pages[1].title}》"):
        bundling.send(bundle, by=court.curator)

    assert Review.objects.count() == 0
    assert not WorkPage.objects.filter(locked=True).exists()


@pytest.mark.parametrize("who", ["first", "contributor"])
def test_only_curators_make_send_and_take_back(bundle, pages, court, who):
    user = getattr(court, who)
    for step in (
        lambda: bundling.gather("一组", pages, by=user),
        lambda: bundling.add(bundle, pages, by=user),
        lambda: bundling.remove(bundle, pages[0], by=user),
        lambda: bundling.rename(bundle, "新名", by=user),
        lambda: bundling.send(bundle, by=user),
        lambda: bundling.recall(bundle, by=user),
    ):
        with pytest.raises(NotPossible):
            step()

    assert Review.objects.count() == 0


def test_a_signer_hears_once_of_all_the_works(sent, court):
    assert Message.objects.filter(to=court.first, kind="bundle.turn").count() == 1
    assert Message.objects.filter(to=court.second).count() == 0

    sign_all(sent, "first", court.first)

    assert Message.objects.filter(to=court.second, kind="bundle.turn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_the_bundle_at_once(sent, court):
    other = account("初审乙", Role.FIRST)

    told = at_once(lambda: sign_all(sent, "first", court.first), lambda: sign_all(sent, "first", other))

    assert told.count("done") == 1
    assert all(told)
    parts = Part.objects.filter(part="first")
    assert parts.count() == 3
    assert parts.values("person").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_signatures_of_two_works_at_once(sent, court, work_off):
    for part in ("first", "second", "secrecy"):
        sign_all(sent, part, getattr(court, part))
    sign(reviews()[0], "final", by=court.final)
    other = account("终审乙", Role.FINAL)

    told = at_once(
        lambda: sign(reviews()[1], "final", by=court.final), lambda: sign(reviews()[2], "final", by=other)
    )
    assert told == ["done", "done"]
    work_off()

    assert WorkCard.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_finish_the_last_two_releases_at_once(sent, court):
    from curation import releasing

    for part in ALL:
        sign_all(sent, part, getattr(court, part))
    found = list(Release.objects.order_by("pk"))
    releasing.release(str(found[0].pk))

    told = at_once(*[lambda each=each: releasing.release(str(each.pk)) for each in found[1:]])

    assert told == ["done", "done"]
    assert WorkCard.objects.count() == 3
