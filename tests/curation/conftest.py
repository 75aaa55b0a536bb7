"""A court of seven people, and one photograph that was accepted."""

import dataclasses
import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from PIL import Image

from accounts.models import Unit, User
from accounts.roles import Role, grant
from campaigns.models import Call, Campaign, Item, Kind, Terms
from campaigns.models import Group as ActivityGroup
from curation.models import Stage, Withdrawal
from curation.withdrawing import clear_files, end_release
from media_library.models import Asset, Rendition
from media_library.models import State as AssetState
from showcase.models import WorkPage
from submissions.models import State, Submission, SubmissionVersion


@dataclasses.dataclass
class Court:
    """Who there is, by what they do."""

    contributor: User
    curator: User
    first: User
    second: User
    final: User
    secrecy: User
    admin: User
    unit: Unit
    item: Item
    call: Call


def withdraw(page: WorkPage, *, by: User, reason: str) -> Withdrawal:
    """What is written when a takedown has been approved, without its two people."""
    with transaction.atomic():
        withdrawal = end_release(page, by=by, reason=reason)
    clear_files(page)
    return withdrawal


def account(name: str, *roles: Role) -> User:
    user = User.objects.create_user(username=name, name=name, password="x")
    for role in roles:
        Group.objects.get_or_create(name=role)
    grant(user, *roles)
    return user


def picture(owner: User, name: str = "晨光.jpg") -> Asset:
    """A ready asset with one small rendition."""
    asset = Asset.objects.create(
        owner=owner,
        name=name,
        size=3,
        sha256=name.encode().hex().ljust(64, "0")[:64],
        state=AssetState.READY,
        format="JPEG",
        family="picture",
        width=640,
        height=480,
        facts={"colour": "#446688"},
    )
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#446688").save(out, "WEBP")
    storages["default"].save(asset.original_path, ContentFile(b"abc"))
    storages["default"].save(f"{asset.renditions_path}/web-64.webp", ContentFile(out.getvalue()))
    Rendition.objects.create(
        asset=asset,
        role="web",
        name="web-64.webp",
        media_type="image/webp",
        width=64,
        height=48,
        size=len(out.getvalue()),
        sha256="0" * 64,
    )
    return asset


@pytest.fixture
def court(db) -> Court:
    unit = Unit.objects.create(name="刑事审判庭")
    campaign = Campaign.objects.create(title="读书月", source="读书月")
    group = ActivityGroup.objects.create(campaign=campaign)
    item = Item.objects.create(group=group, label="1", title="拍下清晨")
    call = Call.objects.create(item=item, slug="morning", title="清晨影像", terms=Terms.objects.first())
    call.kinds.set(Kind.objects.all())
    admin = User.objects.create_superuser(username="admin", password="x")
    Stage.objects.update(checklist="")  # ticking them is tried in test_signing.py
    return Court(
        contributor=account("投稿人"),
        curator=account("编辑", Role.CURATOR),
        first=account("初审", Role.FIRST),
        second=account("复审", Role.SECOND),
        final=account("终审", Role.FINAL),
        secrecy=account("保密", Role.SECRECY),
        admin=admin,
        unit=unit,
        item=item,
        call=call,
    )


@pytest.fixture
def accepted(court: Court) -> Submission:
    """An accepted photograph of the contributor's."""
    submission = Submission.objects.create(
        call=court.call,
        kind=Kind.objects.get(code="photograph"),
        contributor=court.contributor,
        unit=court.unit,
        title="晨光里的法庭",
        authors=[{"name": "投稿人", "user": court.contributor.pk}],
        created="2021-06-18",
        details={"taken_on": "2021-06-18", "place": "州法院"},
        state=State.ACCEPTED,
        receipt="2021-06-000001",
    )
    submission.files.create(asset=picture(court.contributor), caption="清晨的台阶")
    SubmissionVersion.objects.create(submission=submission, number=1, content={}, sent_by=court.contributor)
    return submission


SCRIPT = "各位同事好。\n\n先把它读出声来。\n\n谢谢大家。"


def film(owner: User) -> Asset:
    """A ready recording of a minute with one file that plays."""
    asset = Asset.objects.create(
        owner=owner,
        name="讲课.mp4",
        size=3,
        sha256="f" * 64,
        state=AssetState.READY,
        format="MP4",
        family="video",
        duration=60.0,
        facts={},
    )
    storages["default"].save(asset.original_path, ContentFile(b"abc"))
    storages["default"].save(f"{asset.renditions_path}/play.mp4", ContentFile(b"abc"))
    facts = {"media_type": "video/mp4", "size": 3, "sha256": "0" * 64}
    Rendition.objects.create(asset=asset, role="play", name="play.mp4", **facts)
    return asset


@pytest.fixture
def lecture(court: Court):
    """The drafted page of a lecture: a recording of a minute, a script of three paragraphs."""
    from curation.drafting import draft

    submission = Submission.objects.create(
        call=court.call,
        kind=Kind.objects.get(code="lecture"),
        contributor=court.contributor,
        unit=court.unit,
        title="如何读一首诗",
        authors=[{"name": "投稿人", "user": court.contributor.pk}],
        text=SCRIPT,
        details={"speaker": "投稿人"},
        state=State.ACCEPTED,
        receipt="2021-06-000002",
    )
    submission.files.create(asset=film(court.contributor))
    SubmissionVersion.objects.create(submission=submission, number=1, content={}, sent_by=court.contributor)
    return draft(submission, by=court.curator)


@pytest.fixture
def public_work(accepted, court, work_off):
    """The photograph, signed by all and public."""
    from curation.drafting import draft
    from curation.reviewing import open_review, sign

    page = draft(accepted, by=court.curator)
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()
    page.refresh_from_db()
    return page


@pytest.fixture
def pages(accepted, court) -> list[WorkPage]:
    """Three drafted pages."""
    from curation.drafting import draft
    from tests.curation.test_home import another

    offers = [accepted, *(another(Submission.objects.get(pk=accepted.pk), number) for number in (1, 2))]
    return [draft(each, by=court.curator) for each in offers]


@pytest.fixture
def bundle(pages, court):
    """The three as a bundle that is not sent yet."""
    from curation import bundling

    return bundling.gather("清晨一组", pages, by=court.curator)


@pytest.fixture
def sent(bundle, court):
    """The three in review together."""
    from curation import bundling

    bundling.send(bundle, by=court.curator)
    return bundle
