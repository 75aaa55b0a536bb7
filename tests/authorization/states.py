"""The states of a work, each reached by the verbs that people use."""

from collections.abc import Callable

from curation.models import Draft
from curation.reviewing import open_review, sign
from media_library.models import Album
from submissions.intake import sending
from submissions.review import actions
from tests.authorization.cast import Cast
from tests.curation.conftest import picture, withdraw
from tests.factories import SubmissionFactory

STATES = (
    "draft",
    "sent",
    "endorsed",
    "returned",
    "declined",
    "accepted",
    "in_review",
    "public",
    "withdrawn",
)
REASON = "请补充拍摄地点。"


def put(cast: Cast, state: str, work_off: Callable[[], int]) -> None:
    """Bring the cast's work into the state."""
    who = cast.people
    assert state in STATES
    cast.submission = work = SubmissionFactory(
        kind="photograph",
        unit=cast.unit,
        contributor=who["contributor"],
        assets=[picture(who["contributor"])],
        title="晨光里的法庭",
    )
    cast.call, cast.item = work.call, work.call.item
    cast.album = Album.objects.create(name="升旗仪式", created_by=who["curator"])
    if state == "draft":
        return
    sending.send(work, by=who["contributor"])
    if state == "sent":
        return
    if work.call.endorsement:
        actions.endorse(work, by=who["liaison"])
    if state == "returned":
        actions.return_to_contributor(work, by=who["curator"], reason=REASON)
    elif state == "declined":
        actions.decline(work, by=who["curator"], reason=REASON)
    if state in ("endorsed", "returned", "declined"):
        return
    actions.accept(work, by=who["curator"])
    cast.page = Draft.objects.get(submission=work).page
    if state == "accepted":
        return
    cast.review = open_review(cast.page, by=who["curator"])
    if state == "in_review":
        return
    for stage in ("first", "secrecy", "second", "final"):
        sign(cast.review, stage, by=who[stage])
    work_off()
    cast.page.refresh_from_db()
    if state == "withdrawn":
        withdraw(cast.page, by=who["curator"], reason=REASON)
