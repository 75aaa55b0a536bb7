"""People, calls, assets and submissions, for tests. Traits read as English: ``SubmissionFactory(sent=True)``.

A trait that stands for a state goes through the real doors (``submissions.intake``, ``submissions.review``), so that
what it makes has its versions, decisions and audit rows.
"""

import hashlib
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts import roles
from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role
from campaigns.models import Call, Campaign, Group, Item, Kind, Terms
from media_library import searching
from media_library.models import Asset, Family, State
from submissions.models import Submission

TEXT = "山行之人，见石而止，见水而息。\n\n灯下抄书，一笔一画都不敢草率。"


def kind(code: str) -> Kind:
    """A kind that the migration planted: calligraphy, essay, lecture, photograph."""
    return Kind.objects.get(code=code)


class UnitFactory(DjangoModelFactory):
    """A unit."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"示例第{n + 1}庭")
    name_en = factory.Sequence(lambda n: f"Sample Division {n + 1}")


class UserFactory(DjangoModelFactory):
    """An account with its person (``person=False``: without).

    ``unit=…`` makes it a member, ``liaison_of=…`` a liaison, ``role=…`` or ``curator=True`` grants a role.
    """

    class Meta:
        model = User

    class Params:
        curator = factory.Trait(role=Role.CURATOR)

    username = factory.Sequence(lambda n: f"s{n + 1:05d}")
    name = factory.Sequence(lambda n: f"示例员{n + 1}")
    password = factory.django.Password("ink-and-paper")

    role = None
    person = True
    unit = None
    liaison_of = None

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        role, person, unit, liaison_of = (kwargs.pop(key) for key in ("role", "person", "unit", "liaison_of"))
        user = super()._create(model_class, *args, **kwargs)
        if person:
            made = Person.objects.create(name=user.name, user=user)
            if unit:
                Membership.objects.create(person=made, unit=unit)
            if liaison_of:
                Membership.objects.create(person=made, unit=liaison_of, role=Membership.Role.LIAISON)
        if role:
            roles.grant(user, role)
        return user


class CampaignFactory(DjangoModelFactory):
    """A campaign without a notice."""

    class Meta:
        model = Campaign

    title = factory.Sequence(lambda n: f"示例活动{n + 1}")


class GroupFactory(DjangoModelFactory):
    """A group of activities."""

    class Meta:
        model = Group

    campaign = factory.SubFactory(CampaignFactory)
    label = "（六）"
    title = "开展文化活动"


class ItemFactory(DjangoModelFactory):
    """An item of the plan."""

    class Meta:
        model = Item

    group = factory.SubFactory(GroupFactory)
    label = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"示例活动项{n + 1}")


class CallFactory(DjangoModelFactory):
    """An open call for every planted kind; ``kinds=["essay"]`` narrows it."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    class Params:
        without_endorsement = factory.Trait(endorsement=False)

    item = factory.SubFactory(ItemFactory)
    slug = factory.Sequence(lambda n: f"call-{n + 1}")
    title = factory.Sequence(lambda n: f"示例征集{n + 1}")
    terms = factory.LazyFunction(lambda: Terms.objects.order_by("name", "-version").first())

    @factory.post_generation
    def kinds(self: Call, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        """Codes of the kinds that the call takes; all of them by default."""
        if create:
            chosen = Kind.objects.filter(code__in=extracted) if extracted else Kind.objects.all()
            self.kinds.set(chosen)


class AssetFactory(DjangoModelFactory):
    """A picture that stood its check; no bytes behind it. ``checking=True``, ``refused=True`` for other states."""

    class Meta:
        model = Asset

    class Params:
        checking = factory.Trait(state=State.CHECKING)
        refused = factory.Trait(state=State.REFUSED)
        failed = factory.Trait(state=State.FAILED)
        video = factory.Trait(
            name="lecture.mp4", format="MP4", family=Family.VIDEO, duration=60.0, width=1920, height=1080
        )
        document = factory.Trait(
            name="article.docx", format="DOCX", family=Family.DOCUMENT, width=None, height=None
        )

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"picture-{n + 1}.jpg")
    size = 2048
    sha256 = factory.LazyAttribute(lambda asset: hashlib.sha256(asset.name.encode()).hexdigest())
    state = State.READY
    format = "JPEG"
    family = Family.PICTURE
    width = 3200
    height = 2400

    @classmethod
    def _create(cls, model_class: type[Asset], *args: Any, **kwargs: Any) -> Asset:
        asset = super()._create(model_class, *args, **kwargs)
        searching.remember([asset.pk])
        return asset


# What a contributor of a harmless work answers.
DECLARED = {"portrait": "no", "minor": "no", "case": "no", "name_public": "yes", "no_secret": "yes"}


class SubmissionFactory(DjangoModelFactory):
    """A complete draft of an essay by a member of a unit, ready to be sent.

    ``kind="calligraphy"`` or ``"photograph"`` or ``"lecture"`` makes that kind, with its files. Traits: ``sent``,
    ``endorsed``, ``accepted``, ``returned``, ``declined``, ``recalled``; ``empty=True`` is a draft just begun.
    ``assets``: its files, in order; by default as many ready ones as the kind asks for at least.
    """

    class Meta:
        model = Submission

    class Params:
        empty = factory.Trait(
            title="",
            text="",
            details={},
            authors=[],
            created="",
            terms=None,
            terms_accepted_at=None,
            declared={},
        )
        sent = factory.Trait(put="sent")
        endorsed = factory.Trait(put="endorsed")
        accepted = factory.Trait(put="accepted")
        returned = factory.Trait(put="returned")
        declined = factory.Trait(put="declined")
        recalled = factory.Trait(put="recalled")

    call = factory.SubFactory(CallFactory)
    kind = "essay"
    unit = factory.SubFactory(UnitFactory)
    contributor = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..unit"))
    title = factory.Sequence(lambda n: f"示例文章{n + 1}")
    created = "2021-06"
    text = TEXT
    terms = factory.SelfAttribute("call.terms")
    terms_accepted_at = factory.LazyFunction(timezone.now)
    declared = factory.LazyFunction(lambda: dict(DECLARED))

    @factory.lazy_attribute
    def authors(self) -> list[dict[str, Any]]:
        """The contributor alone."""
        return [{"name": self.contributor.name, "user": self.contributor.pk}]

    @factory.lazy_attribute
    def details(self) -> dict[str, Any]:
        """What the planted kind requires."""
        return {
            "essay": {"genre": "散文"},
            "calligraphy": {"script": "行书", "form": "条幅"},
            "photograph": {"taken_on": "2021-06-18", "place": "示例村", "event": "示例活动"},
            "lecture": {"speaker": "示例讲者"},
            "activity": {"held_on": "2021-06-18", "place": "示例基地", "forms": "参观学习、宣誓"},
            "screening": {"programme": "文献专题片", "held_on": "2021-06-18", "place": "三楼会议室"},
        }[getattr(self.kind, "code", self.kind)]

    put = None
    assets = None

    @classmethod
    def _create(cls, model_class: type[Submission], *args: Any, **kwargs: Any) -> Submission:
        put, assets = kwargs.pop("put"), kwargs.pop("assets")
        if isinstance(kwargs["kind"], str):
            kwargs["kind"] = kind(kwargs["kind"])
        submission = super()._create(model_class, *args, **kwargs)
        if assets is None:
            needed = submission.call.limits_for(submission.kind).get("files_min", 0)
            video = submission.kind.family == "recording"
            assets = [AssetFactory(owner=submission.contributor, video=video) for _ in range(needed)]
        for position, asset in enumerate(assets):
            submission.files.create(asset=asset, position=position)
        if put:
            bring(submission, put)
        return submission


def bring(submission: Submission, state: str) -> None:
    """Bring a complete draft into ``state`` by the acts of a contributor, a liaison and a curator."""
    from submissions.intake import agreeing, sending
    from submissions.review import actions

    liaison = UserFactory(liaison_of=submission.unit)
    curator = UserFactory(curator=True)
    if agreeing.needs_paper(submission):
        agreeing.attach_paper(submission, AssetFactory(owner=submission.contributor, document=True))
    sending.send(submission, by=submission.contributor)
    for row in submission.agreements.select_related("user"):
        agreeing.answer(submission, by=row.user, agrees=True)
    if state == "recalled":
        sending.recall(submission, by=submission.contributor)
    elif state == "returned":
        if submission.call.endorsement:
            actions.endorse(submission, by=liaison, attest=True)
        actions.return_to_contributor(submission, by=curator, reason="请补充拍摄地点。")
    elif state in ("endorsed", "accepted", "declined"):
        if submission.call.endorsement:
            actions.endorse(submission, by=liaison, attest=True)
        if state == "accepted":
            actions.accept(submission, by=curator, attest=True)
        elif state == "declined":
            actions.decline(submission, by=curator, reason="与本次主题不符。")
