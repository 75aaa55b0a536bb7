"""A newer version is compared with the page and taken over, wholly or by part, or left with a reason."""

import pytest
from django.urls import reverse

from accounts.messages.models import Message
from accounts.roles import Role
from audit.models import Entry
from campaigns.models import Call
from curation import newer
from curation.errors import NotPossible
from curation.models import Draft
from curation.people import writers
from curation.reviewing import open_review, return_review, sign
from curation.standing import standing, waits_for
from showcase.models import WorkCard, WorkPage
from showcase.snapshot import media_of
from submissions import consent, rules
from submissions.intake import agreeing, sending
from submissions.intake import newer as offering
from submissions.models import HintAnswer, NewerVersion, State, Submission, SubmissionVersion
from submissions.review import actions
from submissions.telling import makers
from tests.curation.conftest import account, picture
from tests.factories import AssetFactory, SubmissionFactory, UserFactory


@pytest.fixture
def curator(db):
    return account("编辑", Role.CURATOR)


@pytest.fixture
def submission(curator) -> Submission:
    """A photograph that was sent and accepted by the doors that people use."""
    contributor = UserFactory()
    work = SubmissionFactory(
        kind="photograph", contributor=contributor, assets=[picture(contributor)], title="晨光里的法庭"
    )
    work.call.endorsement = False
    work.call.save()
    sending.send(work, by=contributor)
    actions.accept(work, by=curator)
    return Submission.objects.get(pk=work.pk)


@pytest.fixture
def page(submission) -> WorkPage:
    return Draft.objects.get(submission=submission).page


def offer(submission: Submission, **changes) -> NewerVersion:
    """The contributor writes these words and offers them."""
    offering.begin(submission, by=submission.contributor, reason="补正标题")
    Submission.objects.filter(pk=submission.pk).update(**changes)
    submission.refresh_from_db()
    offering.offer(submission, by=submission.contributor)
    return offering.offered().get()


def take(row: NewerVersion, page: WorkPage, *parts: str, by, words: str = "") -> None:
    page.refresh_from_db()
    newer.take_over(row, page, parts, by=by, words=words, seen=page.latest_revision_id)


def latest(page: WorkPage) -> WorkPage:
    return WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_only_what_the_contributor_changed_is_a_part(submission, page, curator):
    page.summary = "编辑写的简介"
    page.save_revision(user=curator)

    row = offer(submission, title="晨光中的法庭")

    parts = newer.parts_of(row, page)
    assert [(each.name, each.here, each.offered, each.edited) for each in parts] == [
        ("title", "晨光里的法庭", "晨光中的法庭", False)
    ]
    assert "<del>里</del>" in parts[0].before
    assert "<ins>中</ins>" in parts[0].after


def test_nothing_changes_before_it_is_taken_over(submission, page, curator):
    offer(submission, title="晨光中的法庭")

    assert latest(page).title == "晨光里的法庭"
    assert Submission.objects.get().state == State.ACCEPTED
    assert page in waits_for(curator)


def test_it_is_taken_over_into_a_new_revision_and_told(submission, page, curator):
    row = offer(submission, title="晨光中的法庭")

    take(row, page, "title", by=curator)

    assert latest(page).title == "晨光中的法庭"
    assert Draft.objects.get().version == row.version
    told = Message.objects.get(to=submission.contributor, kind="newer.taken")
    assert told.facts["title"] == "晨光中的法庭"
    assert Entry.objects.filter(action="work.newer_taken", subject=f"work:{page.pk}").count() == 1
    assert newer.offered_for(page) is None


def test_a_part_is_left_only_with_words_that_the_contributor_reads(submission, page, curator):
    row = offer(submission, title="晨光中的法庭", summary="新简介")
    with pytest.raises(NotPossible):
        take(row, page, "summary", by=curator)
    with pytest.raises(NotPossible):
        take(row, page, by=curator, words="都不要")

    take(row, page, "summary", by=curator, words="标题已印入展签")

    assert (latest(page).title, latest(page).summary) == ("晨光里的法庭", "新简介")
    row.refresh_from_db()
    assert (row.outcome, row.parts) == ("partly", ["summary"])
    assert Message.objects.get(to=submission.contributor, kind="newer.partly").detail == "标题已印入展签"


def test_it_is_declined_with_a_reason(submission, page, curator):
    row = offer(submission, title="晨光中的法庭")
    with pytest.raises(NotPossible):
        newer.decline(row, page, by=curator, words=" ")

    newer.decline(row, page, by=curator, words="与原作不符")

    assert latest(page).title == "晨光里的法庭"
    assert Message.objects.get(to=submission.contributor, kind="newer.declined").detail == "与原作不符"


def test_while_the_page_is_in_review_it_waits(submission, page, curator):
    review = open_review(page, by=curator)
    row = offer(submission, title="晨光中的法庭")
    with pytest.raises(NotPossible):
        take(row, page, "title", by=curator)
    assert latest(page).title == "晨光里的法庭"

    return_review(review, by=account("初审", Role.FIRST), reason="作者有新版本")
    take(row, page, "title", by=curator)

    assert latest(page).title == "晨光中的法庭"


def test_what_is_public_stays_until_it_has_passed_again(submission, page, curator, work_off):
    review = open_review(page, by=curator)
    for part, role in (("first", Role.FIRST), ("second", Role.SECOND), ("final", Role.FINAL)):
        sign(review, part, by=account(part, role), ticked=review.stages.get(code=part).checklist)
    sign(
        review,
        "secrecy",
        by=account("secrecy", Role.SECRECY),
        ticked=review.stages.get(code="secrecy").checklist,
    )
    work_off()
    row = offer(submission, title="晨光中的法庭")

    take(row, page, "title", by=curator)

    assert WorkCard.objects.get().title == "晨光里的法庭"
    page.refresh_from_db()
    assert (standing(page).code, standing(page).public) == ("draft", True)


def test_a_page_that_was_edited_meanwhile_is_compared_again(submission, page, curator):
    row = offer(submission, title="晨光中的法庭")
    seen = WorkPage.objects.get(pk=page.pk).latest_revision_id
    page.title = "晨光"
    page.save_revision(user=curator)

    with pytest.raises(NotPossible):
        newer.take_over(row, page, ["title"], by=curator, words="", seen=seen)

    assert [each.edited for each in newer.parts_of(row, page)] == [True]
    assert latest(page).title == "晨光"


def test_other_files_stand_side_by_side_and_are_taken_over(submission, page, curator):
    offering.begin(submission, by=submission.contributor, reason="换清晰的一张")
    better = picture(submission.contributor, "更清晰.jpg")
    submission.files.all().delete()
    submission.files.create(asset=better, caption="台阶")
    submission.refresh_from_db()
    offering.offer(submission, by=submission.contributor)
    row = offering.offered().get()
    part = newer.parts_of(row, page)[0]
    assert [each.asset.name for each in part.files_here] == ["晨光.jpg"]
    assert [each.asset.name for each in part.files_offered] == ["更清晰.jpg"]

    take(row, page, "files", by=curator)

    assert [(each.asset, each.caption, each.alt) for each in media_of(latest(page))] == [
        (better, "台阶", "台阶")
    ]


def test_its_privacy_hints_are_answered_first(submission, page, curator, client):
    offer(submission, summary="联系人 13812345678")
    client.force_login(curator)
    address = reverse("curation_newer", args=[page.pk])
    text = client.get(address).content.decode()
    assert "13812345678" in text
    data = {"part": ["summary"], "seen": page.latest_revision_id, "step": "take"}
    assert client.post(address, data).status_code == 409
    key = client.get(address).context["hints"][0].key

    data |= {"hint": [key], f"verdict-{key}": "harmless", f"note-{key}": "对外公开的值班电话"}
    assert client.post(address, data).status_code == 302

    assert HintAnswer.objects.get().note == "对外公开的值班电话"
    assert latest(page).summary == "联系人 13812345678"


def test_nobody_else_comes_to_the_comparison(submission, page, curator, client):
    offer(submission, title="晨光中的法庭")
    address = reverse("curation_newer", args=[page.pk])

    for user in (submission.contributor, account("初审", Role.FIRST)):
        client.force_login(user)
        assert client.get(address).status_code in {302, 404}
        assert client.post(address, {"step": "decline", "words": "x"}).status_code in {302, 404}
    client.force_login(curator)
    assert client.get(address).status_code == 200


def test_a_curator_does_not_take_over_a_work_of_their_own(submission, page, curator):
    row = offer(submission, title="晨光中的法庭")
    Submission.objects.update(authors=[{"name": "编辑", "user": curator.pk}])
    row = offering.offered().get()

    with pytest.raises(NotPossible):
        take(row, page, "title", by=curator)


def test_the_comparison_costs_the_same_for_one_part_and_for_many(
    submission, page, curator, client, django_assert_max_num_queries
):
    offer(submission, title="晨光中的法庭", summary="新简介", created="2021-06")
    client.force_login(curator)

    with django_assert_max_num_queries(60):
        client.get(reverse("curation_newer", args=[page.pk]))


def test_a_newer_version_silences_no_author_of_the_page_and_lets_none_sign_it(submission, page, curator):
    author = account("合作者", Role.FIRST)
    Submission.objects.filter(pk=submission.pk).update(
        authors=[{"name": "笔名", "user": author.pk}], declared={"names": "no"}
    )
    again = Submission.objects.get(pk=submission.pk)
    content = sending.content(again)
    SubmissionVersion.objects.filter(submission=submission).update(content=content)
    page.authors = []
    page.save_revision(user=curator)

    offering.begin(submission, by=submission.contributor, reason="改署名")
    Submission.objects.filter(pk=submission.pk).update(authors=[])

    left_out = Submission.objects.get(pk=submission.pk)
    assert author.pk in writers(page)
    assert consent.may_withdraw(author, left_out)
    assert rules.may_read(author, left_out)


def test_it_is_not_taken_over_before_the_authors_confirm_it(submission, page, curator):
    author = account("合作者", Role.FIRST)
    row = offer(
        submission,
        title="晨光中的法庭",
        authors=[{"name": author.name, "user": author.pk}],
    )

    with pytest.raises(NotPossible, match="合作者"):
        take(row, page, "title", by=curator, words="署名另议")

    assert latest(page).title == "晨光里的法庭"
    agreeing.answer(row.submission, author, agrees=True)
    row = offering.offered().get()
    take(row, page, "title", by=curator, words="署名另议")
    assert latest(page).title == "晨光中的法庭"


def test_who_was_left_out_hears_what_becomes_of_the_work(submission):
    author = account("合作者", Role.FIRST)
    SubmissionVersion.objects.filter(submission=submission).update(
        content=sending.content(submission) | {"authors": [{"name": "笔名", "user": author.pk}]}
    )

    assert makers(submission) == {submission.contributor_id, author.pk}


def test_a_newly_signed_declaration_is_attested_before_it_is_taken_over(submission, page, curator, client):
    colleague = UserFactory(liaison_of=submission.unit)
    Call.objects.update(endorsement=True)
    paper = submission.papers.create(asset=AssetFactory(owner=submission.contributor))
    row = offer(submission, title="晨光中的法庭", authors=[{"name": "示例退休同事", "user": None}])
    client.force_login(curator)
    assert (
        "须由单位联络员核对后方可采用"
        in client.get(reverse("curation_newer", args=[page.pk])).content.decode()
    )
    with pytest.raises(NotPossible, match="联络员"):
        take(row, page, "title", by=curator)
    assert latest(page).title == "晨光里的法庭"

    agreeing.attest(submission, colleague, str(paper.asset.uid))
    take(row, page, "title", "authors", by=curator)

    assert latest(page).title == "晨光中的法庭"


def test_where_no_liaison_is_asked_the_curator_attests_with_a_tick(submission, page, curator, client):
    paper = submission.papers.create(asset=AssetFactory(owner=submission.contributor))
    offer(submission, title="晨光中的法庭", authors=[{"name": "示例退休同事", "user": None}])
    client.force_login(curator)
    door = reverse("curation_newer", args=[page.pk])
    form = {"part": ["title", "authors"], "seen": page.latest_revision_id}
    assert f'value="{paper.asset.uid}"' in client.get(door).content.decode()

    assert client.post(door, form).status_code == 409
    assert client.post(door, {**form, "attest": str(paper.asset.uid)}).status_code == 302

    assert latest(page).title == "晨光中的法庭"
    paper.refresh_from_db()
    assert paper.attested_by == curator
