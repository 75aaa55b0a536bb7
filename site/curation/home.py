"""The admin's first page: what waits for whoever signed in, and nothing else."""

from typing import Any

from wagtail.admin.ui.components import Component

from accounts.models import Membership
from accounts.roles import Role, has_role
from campaigns import showing
from campaigns.models import Call, Campaign
from campaigns.telling import place
from curation import takedown
from curation.models import Mistake
from curation.standing import can_act, standings
from curation.withdrawing import may_withdraw
from showcase.models import ExhibitionPage, WorkPage
from submissions import rules
from submissions.models import State, Submission
from submissions.whereabouts import describe, with_history

EACH = 8


class Desk(Component):
    """The submissions and the works on which this person can act now, what waits longest first."""

    order = 10
    template_name = "curation/desk.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """``submissions`` and ``works``: how many there are, and the first few with where they are.

        ``beginning`` tells an administrator the first steps, until a plan and a membership stand.
        """
        user = parent_context["request"].user
        mine = can_act(user)
        pages = (
            WorkPage.objects.filter(mine)
            .select_related("kind", "unit")
            .order_by("latest_revision_created_at", "pk")
        )
        shown = list(pages[:EACH])
        halls = ExhibitionPage.objects.filter(mine).order_by("latest_revision_created_at", "pk")
        first_halls = list(halls[:EACH])
        known = standings([*shown, *first_halls])
        context: dict[str, Any] = {
            "works": {"number": pages.count(), "rows": [(page, known[page.pk]) for page in shown]},
            "halls": [(page, known[page.pk]) for page in first_halls],
            "beginning": user.is_superuser
            and not (Membership.objects.exists() and Campaign.objects.exists()),
        }
        if may_withdraw(user):
            context["takedowns"] = [each for each in takedown.waiting()[:EACH] if each.by_id != user.pk]
        if has_role(user, Role.CURATOR):
            shows = showing.waiting_for(user)
            context["shows"] = {
                "number": len(shows),
                "rows": [(each, place(each), *_of(each)) for each in shows[:EACH]],
            }
            context["mistakes"] = Mistake.objects.filter(state=Mistake.State.RECEIVED).count()
            endorsed = Submission.objects.filter(state=State.ENDORSED)
            # Only what tells one's own from others' is read of all of them.
            waiting = endorsed.only("contributor_id", "former_contributors", "authors").order_by(
                "since", "pk"
            )
            others = [each.pk for each in waiting if not rules.is_maker(user, each)]
            first = list(with_history(endorsed.filter(pk__in=others[:EACH])).order_by("since", "pk"))
            where = describe(first, user)
            context["submissions"] = {
                "number": len(others),
                "rows": [(each, where[each.pk]) for each in first],
            }
        return context


def _of(thing: Campaign | Call) -> tuple[bool, Any]:
    """Whether it is a plan, and who wrote it last."""
    if isinstance(thing, Campaign):
        return True, thing.edited_by or thing.created_by
    return False, thing.edited_by
