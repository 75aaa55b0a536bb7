"""Who knocks at every door: one person for each role, and the objects behind the addresses."""

from dataclasses import dataclass, field

from django.test import Client

from accounts.models import Person, Unit, User
from accounts.roles import Role
from campaigns.models import Call, Item
from curation.models import Review, Stage
from media_library.models import Album, Asset
from showcase.models import WorkPage
from submissions.models import Submission
from tests.factories import UserFactory

#: In the order of the tables' columns. "gone" was deactivated while signed in.
ROLES = (
    "anonymous",
    "contributor",
    "other",
    "liaison",
    "liaison_elsewhere",
    "first",
    "second",
    "final",
    "secrecy",
    "curator",
    "auditor",
    "admin",
    "gone",
)


@dataclass
class Cast:
    """The people, the work, and all that hangs on it; ``page``, ``review`` are None until there is one."""

    unit: Unit
    people: dict[str, User | None]
    item: Item | None = None
    call: Call | None = None
    submission: Submission | None = None
    album: Album | None = None
    page: WorkPage | None = None
    review: Review | None = None
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def asset(self) -> Asset:
        """The work's first file."""
        return self.submission.files.first().asset

    def sign_in(self, role: str) -> Client:
        """The role's own session."""
        client = Client(raise_request_exception=False)
        user = self.people[role]
        if user is not None:
            client.force_login(user)
        if role == "gone":
            User.objects.filter(pk=user.pk).update(is_active=False)
        return client


def gather() -> Cast:
    """Everybody; nobody has a part in the work yet but its contributor and the liaison of its unit."""
    unit, elsewhere = Unit.objects.create(name="立案庭"), Unit.objects.create(name="执行局")
    people: dict[str, User | None] = {
        "anonymous": None,
        "contributor": UserFactory(unit=unit),
        "other": UserFactory(unit=unit),
        "liaison": UserFactory(liaison_of=unit),
        "liaison_elsewhere": UserFactory(liaison_of=elsewhere),
        **{role: UserFactory(role=Role(role)) for role in ("first", "second", "final", "secrecy", "curator")},
        "auditor": UserFactory(role=Role.AUDITOR) if hasattr(Role, "AUDITOR") else UserFactory(),
        "admin": User.objects.create_superuser(username="admin", password="ink-and-paper"),
        "gone": UserFactory(curator=True),
    }
    Person.objects.create(name="示例管理员", user=people["admin"])
    Stage.objects.update(checklist="")
    return Cast(unit=unit, people=people)
