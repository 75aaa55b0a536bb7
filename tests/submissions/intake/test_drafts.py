"""A draft keeps what is typed, is never refused for being unfinished, and is out of reach once it was sent."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from campaigns.models import Kind
from submissions.intake import drafts, sending
from submissions.lifecycle import NotPossible
from submissions.models import State, Submission
from tests.factories import AssetFactory, CallFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Submission:
    return SubmissionFactory(empty=True)


def kind(code: str = "essay") -> Kind:
    return Kind.objects.get(code=code)


def test_start_fills_in_who_and_from_where() -> None:
    unit = UnitFactory()
    user = UserFactory(unit=unit, name="王芳")

    draft = drafts.start(CallFactory(), kind(), by=user)

    assert (draft.state, draft.contributor, draft.unit) == (State.DRAFT, user, unit)
    assert draft.authors == [{"name": "王芳", "user": user.pk}]


def test_start_leaves_the_unit_open_to_whoever_has_several() -> None:
    user = UserFactory(unit=UnitFactory(), liaison_of=UnitFactory())

    assert drafts.start(CallFactory(), kind(), by=user).unit is None


def test_untouched_draft_is_taken_up_again() -> None:
    call, user = CallFactory(), UserFactory()
    first = drafts.start(call, kind(), by=user)

    assert drafts.start(call, kind(), by=user) == first

    drafts.save(first, details={"genre": "", "place": ""})  # as a form that nobody typed in saves itself
    assert drafts.start(call, kind(), by=user) == first

    drafts.save(first, texts={"title": "登高"})
    assert drafts.start(call, kind(), by=user) != first


def test_start_is_refused_where_the_call_does_not_take_the_kind() -> None:
    with pytest.raises(NotPossible, match="不收这类作品"):
        drafts.start(CallFactory(kinds=["essay"]), kind("calligraphy"), by=UserFactory())


def test_start_is_refused_where_the_call_is_closed() -> None:
    with pytest.raises(NotPossible, match="不接收作品"):
        drafts.start(CallFactory(closes_on=dt.date(2021, 6, 30)), kind(), by=UserFactory())


def test_save_keeps_what_is_given_and_leaves_the_rest(draft: Submission) -> None:
    drafts.save(draft, texts={"title": "登高", "text": "𠮷𫖯𬘭 买买提·艾力"}, details={"genre": "散文"})
    drafts.save(draft, texts={"created": "不知何时"}, details={"other": "x"})

    kept = Submission.objects.get(pk=draft.pk)
    assert (kept.title, kept.text, kept.created) == ("登高", "𠮷𫖯𬘭 买买提·艾力", "不知何时")
    assert kept.details == {"genre": "散文", "other": "x"}


def test_authors_are_found_by_staff_number_and_empty_rows_go(draft: Submission) -> None:
    colleague = UserFactory(username="s777", name="李明")

    drafts.save(
        draft,
        authors=[
            {"name": draft.contributor.name, "number": ""},
            {"name": "", "number": "s777"},
            {"name": " ", "number": ""},
            {"name": "村民甲", "number": ""},
            {"name": "赵磊", "number": "nobody"},
        ],
    )

    assert draft.authors == [
        {"name": draft.contributor.name, "user": draft.contributor.pk},
        {"name": "李明", "user": colleague.pk},
        {"name": "村民甲", "user": None},
        {"name": "赵磊", "user": None, "number": "nobody"},
    ]
    assert drafts.numbers_of(draft) == {colleague.pk: "s777"}


def test_acceptance_of_terms_has_a_version_and_the_time_of_the_first_tick(draft: Submission) -> None:
    drafts.save(draft, terms_accepted=True, accepted_from="10.0.0.7")
    first = draft.terms_accepted_at

    drafts.save(draft, terms_accepted=True, accepted_from="10.0.0.8")

    draft.refresh_from_db()
    assert draft.terms == draft.call.terms
    assert (draft.terms_accepted_at, draft.terms_accepted_from) == (first, "10.0.0.7")

    drafts.save(draft, terms_accepted=False)
    draft.refresh_from_db()
    assert (draft.terms, draft.terms_accepted_at, draft.terms_accepted_from) == (None, None, None)


def test_what_was_sent_cannot_be_changed() -> None:
    draft = SubmissionFactory(title="登高")
    other_window = Submission.objects.get(pk=draft.pk)
    sending.send(draft, by=draft.contributor)

    with pytest.raises(NotPossible):
        drafts.save(draft, texts={"title": "改"})
    with pytest.raises(NotPossible):
        drafts.save(other_window, texts={"title": "改"})
    with pytest.raises(NotPossible):
        drafts.attach(draft, AssetFactory(owner=draft.contributor), draft.contributor)

    assert Submission.objects.get(pk=draft.pk).title == "登高"


def test_files_keep_their_order_and_captions(draft: Submission) -> None:
    first, second, third = (
        drafts.attach(draft, AssetFactory(owner=draft.contributor), draft.contributor) for _ in range(3)
    )

    drafts.shift(draft, third.pk, -1)
    drafts.shift(draft, first.pk, -1)
    drafts.save(draft, captions={second.pk: "晨雾"})

    assert list(draft.files.values_list("pk", "caption")) == [
        (first.pk, ""),
        (third.pk, ""),
        (second.pk, "晨雾"),
    ]


def test_slower_file_takes_the_place_in_which_it_was_chosen(draft: Submission) -> None:
    by = draft.contributor
    first, second, third = (AssetFactory(owner=by) for _ in range(3))

    drafts.attach(draft, first, by)
    drafts.attach(draft, third, by)
    drafts.attach(draft, second, by, before=str(third.uid))

    assert [file.asset for file in draft.files.all()] == [first, second, third]


def test_file_is_attached_once(draft: Submission) -> None:
    asset = AssetFactory(owner=draft.contributor, name="甲.jpg")
    file = drafts.attach(draft, asset, draft.contributor)

    assert drafts.attach(draft, asset, draft.contributor) == file
    with pytest.raises(NotPossible, match=r"“乙\.jpg”与已有的“甲\.jpg”内容完全相同"):
        drafts.attach(
            draft,
            AssetFactory(owner=draft.contributor, name="乙.jpg", sha256=asset.sha256),
            draft.contributor,
        )


def test_somebody_elses_file_is_not_attached(draft: Submission) -> None:
    with pytest.raises(NotPossible, match="不是您上传的"):
        drafts.attach(draft, AssetFactory(), draft.contributor)

    assert draft.files.count() == 0


def test_draft_can_be_deleted_and_what_was_sent_cannot(draft: Submission) -> None:
    drafts.discard(draft)

    assert Submission.objects.count() == 0
    with pytest.raises(NotPossible, match="不能删除"):
        drafts.discard(SubmissionFactory(recalled=True))


def test_only_its_contributor_hands_a_draft_on(draft: Submission) -> None:
    with pytest.raises(PermissionDenied):
        drafts.hand_over(draft, UserFactory().username, by=UserFactory())
    with pytest.raises(NotPossible):
        drafts.hand_over(draft, draft.contributor.username, by=draft.contributor)
