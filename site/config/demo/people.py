"""The invented people and units of the demonstration. Nine of them can sign in; the others only have names."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import roles
from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role
from audit.models import Entry
from audit.trail import record
from config import env

COURT, COURT_EN = "示例州法院（示例）", "Example Prefecture Court"
UNITS = {
    "政治部": "Political Department",
    "机关党支部": "Party Branch",
    "活动办公室": "Campaign Office",
    "新媒体团队": "New-Media Team",
    "民事审判庭（示例）": "Civil Division (example)",
    "刑事审判庭（示例）": "Criminal Division (example)",
    "立案庭（示例）": "Case-Filing Division (example)",
    "执行局（示例）": "Enforcement Bureau (example)",
    "青石坪法庭（示例）": "Qingshiping Tribunal (example)",
}


@dataclass(frozen=True)
class Staff:
    """An account: its staff number, name, unit, the units it is liaison of, its roles."""

    number: str
    name: str
    unit: str
    liaison_of: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    signs_in: bool = False
    administrator: bool = False


STAFF = (
    Staff("contributor", "沈砚秋（示例）", "民事审判庭（示例）", signs_in=True),
    Staff(
        "liaison",
        "江映月（示例）",
        "民事审判庭（示例）",
        liaison_of=("民事审判庭（示例）", "政治部", "立案庭（示例）"),
        signs_in=True,
    ),
    Staff("curator", "方静姝（示例）", "新媒体团队", roles=(Role.CURATOR,), signs_in=True),
    Staff("first", "程以宁（示例）", "政治部", roles=(Role.FIRST,), signs_in=True),
    Staff("second", "傅明川（示例）", "政治部", roles=(Role.SECOND,), signs_in=True),
    Staff("final", "秦守正（示例）", "政治部", roles=(Role.FINAL,), signs_in=True),
    Staff("secrecy", "严慎之（示例）", "活动办公室", roles=(Role.SECRECY,), signs_in=True),
    Staff("admin", "系统管理员（示例）", "新媒体团队", signs_in=True, administrator=True),
    Staff("auditor", "闻鉴明（示例）", "机关党支部", roles=(Role.AUDITOR,), signs_in=True),
    Staff("s0101", "陶然（示例）", "新媒体团队", roles=(Role.CURATOR,)),
    Staff("s0102", "江清和（示例）", "新媒体团队"),
    Staff("s0201", "陆知微（示例）", "政治部"),
    Staff("s0301", "韦青禾（示例）", "青石坪法庭（示例）"),
    Staff("s0401", "高望舒（示例）", "刑事审判庭（示例）"),
    Staff("s0501", "卢水生（示例）", "机关党支部"),
    Staff("s0601", "叶知秋（示例）", "立案庭（示例）"),
    Staff(
        "s0701",
        "周明远（示例）",
        "活动办公室",
        liaison_of=("刑事审判庭（示例）", "青石坪法庭（示例）", "机关党支部", "新媒体团队", "执行局（示例）"),
    ),
)
SIGN_IN = tuple(staff.number for staff in STAFF if staff.signs_in)


@transaction.atomic
def settle(password: str) -> dict[str, User]:
    """Make units, accounts, memberships and roles where they are missing; returns the accounts by staff number.

    Call it only where the service is not ``in_real_use``. An account that stands keeps what people changed about it; only the password of the nine follows ``password``.
    """
    court, _made = Unit.objects.get_or_create(name=COURT, defaults={"name_en": COURT_EN})
    units = {
        name: Unit.objects.get_or_create(name=name, defaults={"name_en": name_en, "parent": court})[0]
        for name, name_en in UNITS.items()
    }
    if not _opened():
        record("demo.opened", by="load_demo", subject="demo:accounts")
    accounts = {}
    for staff in STAFF:
        user, made = User.objects.get_or_create(
            username=staff.number, defaults={"name": staff.name, "is_superuser": staff.administrator}
        )
        accounts[staff.number] = user
        if made:
            _introduce(staff, user, units)
    # Hashing is slow on purpose: one account tells for the nine whether the password is another now.
    if not accounts[SIGN_IN[0]].check_password(password):
        User.objects.filter(username__in=SIGN_IN).update(password=make_password(password))
    return accounts


def password() -> str:
    """``DEMO_PASSWORD``, or the one made at the first start and kept in ``var/demo-password`` (mode 600)."""
    return env.text("DEMO_PASSWORD") or env.kept(
        settings.VAR / "demo-password", lambda: secrets.token_urlsafe(9)
    )


def in_real_use() -> bool:
    """Whether there are accounts, or acts in the audit trail, that the demonstration did not begin with.

    An administrator's own ``admin`` must never get the demonstration's password, so the names tell nothing. Works can
    be loaded, and a notice imported, before there is any account.
    """
    return (User.objects.exists() or Entry.objects.exists()) and not _opened()


def _opened() -> bool:
    return Entry.objects.filter(action="demo.opened").exists()


def _introduce(staff: Staff, user: User, units: dict[str, Unit]) -> None:
    """The person behind a new account, with units and roles; nobody signs in without a password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    person, _made = Person.objects.get_or_create(user=user, defaults={"name": staff.name})
    for name in dict.fromkeys((staff.unit, *staff.liaison_of)):
        role = Membership.Role.LIAISON if name in staff.liaison_of else Membership.Role.MEMBER
        Membership.objects.get_or_create(person=person, unit=units[name], defaults={"role": role})
    roles.grant(user, *staff.roles)
