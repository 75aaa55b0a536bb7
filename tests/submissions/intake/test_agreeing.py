"""Authors who did not send the work: told or asked, and waited for where they must say yes."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.messages.models import Message
from accounts.models import Membership
from audit.models import Entry
from submissions.intake import agreeing, newer, sending
from submissions.intake.requirements import problems
from submissions.lifecycle import NotPossible
from submissions.models import State, Submission
from submissions.review import actions
from tests.factories import AssetFactory, CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def by_authors(*authors, **more) -> Submission:
    rows = [
        {"name": each if isinstance(each, str) else each.name, "user": getattr(each, "pk", None)}
        for each in authors
    ]
    return SubmissionFactory(authors=rows, **more)


def with_coauthor(colleague, **more) -> Submission:
    work = SubmissionFactory(**more)
    work.authors = [*work.authors, {"name": colleague.name, "user": colleague.pk}]
    work.save()
    return work


def test_coauthor_is_told_and_nothing_waits() -> None:
    colleague = UserFactory()
    work = with_coauthor(colleague)
    sending.send(work, by=work.contributor)

    assert list(work.agreements.values_list("user", "answer")) == [(colleague.pk, "asked")]
    actions.endorse(work, by=UserFactory(liaison_of=work.unit))
    assert work.state == State.ENDORSED


def test_coauthor_confirms_where_the_call_asks_for_it() -> None:
    colleague = UserFactory()
    work = with_coauthor(colleague, call=CallFactory(coauthors_confirm=True))
    liaison = UserFactory(liaison_of=work.unit)
    sending.send(work, by=work.contributor)

    with pytest.raises(NotPossible, match="尚未确认"):
        actions.endorse(work, by=liaison)
    with pytest.raises(PermissionDenied):
        agreeing.answer(work, by=UserFactory(), agrees=True)
    agreeing.answer(work, by=colleague, agrees=False)
    with pytest.raises(NotPossible, match="不同意"):
        actions.endorse(work, by=liaison)
    agreeing.answer(work, by=colleague, agrees=True)
    actions.endorse(work, by=liaison)


def test_who_refused_is_asked_again_and_who_is_no_longer_named_goes() -> None:
    one, two = UserFactory(), UserFactory()
    work = with_coauthor(one)
    sending.send(work, by=work.contributor)
    agreeing.answer(work, by=one, agrees=False)
    sending.recall(work, by=work.contributor)
    work.authors = [*work.authors, {"name": two.name, "user": two.pk}]
    work.save()
    sending.send(work, by=work.contributor)
    assert list(work.agreements.values_list("user", "answer")) == [(one.pk, "asked"), (two.pk, "asked")]

    agreeing.answer(work, by=two, agrees=True)
    sending.recall(work, by=work.contributor)
    work.authors = [author for author in work.authors if author["user"] != one.pk]
    work.save()
    sending.send(work, by=work.contributor)
    assert list(work.agreements.values_list("user", "answer")) == [(two.pk, "agreed")]


def test_author_with_account_who_is_spoken_for_confirms_always() -> None:
    author = UserFactory()
    work = by_authors(author)
    assert problems(work) == {}
    sending.send(work, by=work.contributor)

    with pytest.raises(NotPossible, match="尚未确认"):
        actions.endorse(work, by=UserFactory(liaison_of=work.unit))
    agreeing.answer(work, by=author, agrees=True)
    actions.endorse(work, by=UserFactory(liaison_of=work.unit))


def test_author_without_account_signs_on_paper_and_the_liaison_attests() -> None:
    work = by_authors("示例退休同事")
    assert list(problems(work)) == ["signed"]

    agreeing.attach_paper(work, AssetFactory(name="承诺书.jpg"))
    version = sending.send(work, by=work.contributor)
    paper = agreeing.paper_of(work)
    assert version.content["signed"] == {"asset": str(paper.asset.uid), "sha256": paper.asset.sha256}
    assert [file["name"] for file in version.content["files"]] == []

    liaison = UserFactory(liaison_of=work.unit)
    with pytest.raises(NotPossible, match="勾选"):
        actions.endorse(work, by=liaison)
    actions.endorse(work, by=liaison, attest=True)
    assert agreeing.paper_of(work).attested_by == liaison
    actions.accept(work, by=UserFactory(curator=True))


def test_another_paper_is_attested_anew() -> None:
    work = by_authors("示例退休同事")
    agreeing.attach_paper(work, AssetFactory())
    sending.send(work, by=work.contributor)
    actions.endorse(work, by=UserFactory(liaison_of=work.unit), attest=True)
    actions.return_to_contributor(work, by=UserFactory(curator=True), reason="签名不清")
    agreeing.attach_paper(work, AssetFactory())

    assert agreeing.paper_of(work).attested_by is None


def test_what_was_sent_before_the_rule_goes_on() -> None:
    work = by_authors("示例退休同事")
    agreeing.attach_paper(work, AssetFactory())
    version = sending.send(work, by=work.contributor)
    content = {name: value for name, value in version.content.items() if name != "declared"}
    type(version).objects.filter(pk=version.pk).update(content=content)
    agreeing.paper_of(work).delete()

    actions.endorse(work, by=UserFactory(liaison_of=work.unit))


def test_a_yes_stands_for_the_work_that_was_seen_and_for_no_other() -> None:
    colleague = UserFactory()
    work = with_coauthor(colleague, call=CallFactory(coauthors_confirm=True))
    sending.send(work, by=work.contributor)
    agreeing.answer(work, by=colleague, agrees=True)

    sending.recall(work, by=work.contributor)
    sending.send(work, by=work.contributor)
    assert work.agreements.get().answer == "agreed"

    sending.recall(work, by=work.contributor)
    work.text += "新的一段。"
    work.save()
    sending.send(work, by=work.contributor)
    assert work.agreements.get().answer == "asked"


def test_a_paper_is_not_put_to_what_was_sent_meanwhile() -> None:
    work = SubmissionFactory()
    seen = type(work).objects.get(pk=work.pk)
    sending.send(work, by=work.contributor)

    with pytest.raises(NotPossible):
        agreeing.attach_paper(seen, AssetFactory(owner=work.contributor))


@pytest.fixture
def newly_signed() -> Submission:
    """A newer version is offered, and brings another paper."""
    work = by_authors("示例退休同事", put="accepted")
    newer.begin(work, by=work.contributor, reason="改正一字")
    agreeing.attach_paper(work, AssetFactory(owner=work.contributor))
    newer.offer(work, by=work.contributor)
    return work


def test_the_paper_of_a_newer_version_is_told_to_the_liaison_and_attested(newly_signed) -> None:
    liaison = Membership.objects.get(unit=newly_signed.unit, role="liaison").person.user
    paper = agreeing.unattested(newly_signed)
    assert Message.objects.filter(kind="newer.paper", to=liaison).count() == 1

    with pytest.raises(NotPossible):
        agreeing.attest(newly_signed, liaison, "")
    agreeing.attest(newly_signed, liaison, str(paper.asset.uid))

    assert agreeing.unattested(newly_signed) is None
    assert (
        Entry.objects.filter(action="submission.paper_attested", detail__sha256=paper.asset.sha256).count()
        == 1
    )


def test_only_the_liaison_attests_it_while_there_is_one(newly_signed) -> None:
    curator, seen = UserFactory(curator=True), str(agreeing.unattested(newly_signed).asset.uid)
    for stranger in (curator, newly_signed.contributor, UserFactory(liaison_of=UnitFactory())):
        with pytest.raises(PermissionDenied):
            agreeing.attest(newly_signed, stranger, seen)

    Membership.objects.filter(unit=newly_signed.unit, role="liaison").delete()
    agreeing.attest(newly_signed, curator, seen)


def test_another_paper_than_the_one_that_was_seen_is_not_attested(newly_signed) -> None:
    liaison = Membership.objects.get(unit=newly_signed.unit, role="liaison").person.user

    with pytest.raises(NotPossible):
        agreeing.attest(newly_signed, liaison, str(newly_signed.papers.first().asset.uid))
