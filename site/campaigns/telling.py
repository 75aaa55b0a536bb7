"""Who is told of plans and calls. Each is called in the transaction of what it tells."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.messages import words
from accounts.messages.telling import aside, path, tell
from accounts.models import User
from accounts.roles import Role, holders
from campaigns.models import Call, Campaign

words.register(
    {
        "campaign.waits": _("The plan “%(title)s” waits for a colleague who shows it to visitors."),
        "call.waits": _("The call “%(title)s” waits for a colleague who shows it to visitors."),
        "campaign.shown": _("%(who)s has shown the plan “%(title)s” to visitors."),
        "call.shown": _("%(who)s has shown the call “%(title)s” to visitors."),
    }
)


@aside
def waits(thing: Campaign | Call, writers: Collection[int]) -> None:
    """Curators who did not write it can show it; each hears of it once, however often it is changed meanwhile."""
    kind, to = kind_of(thing), holders(Role.CURATOR).exclude(pk__in=writers)
    assert thing.waits_since is not None
    event = f"{kind}-waits:{thing.pk}:{thing.waits_since.timestamp():.0f}"
    facts = {"title": thing.title}
    tell(to.values_list("pk", flat=True), event, f"{kind}.waits", link=place(thing), facts=facts)


@aside
def shown(thing: Campaign | Call, by: User) -> None:
    """Whoever wrote it last."""
    kind, facts = kind_of(thing), {"title": thing.title, "who": str(by)}
    event = f"{kind}-shown:{thing.pk}:{timezone.now().timestamp():.0f}"
    tell([thing.edited_by_id], event, f"{kind}.shown", link=place(thing), facts=facts)


def place(thing: Campaign | Call) -> str:
    """The plan's wall, on which it is shown."""
    campaign = thing.pk if isinstance(thing, Campaign) else thing.item.group.campaign_id
    return f"{path('plan_wall')}?campaign={campaign}"


def kind_of(thing: Campaign | Call) -> str:
    """Its name in the trail and in messages."""
    return "campaign" if isinstance(thing, Campaign) else "call"
