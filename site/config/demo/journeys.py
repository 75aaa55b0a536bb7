"""How far each work of the demonstration has come, and the steps that bring it there through the real doors.

Every step looks first whether it was done, so that a loading that was killed goes on where it stopped.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from accounts.models import Unit, User
from audit.models import Entry
from audit.trail import record
from campaigns.models import Call, Kind
from config.demo import background, lecture, lectures, texts
from config.demo.people import STAFF
from config.demo.works import BY_KEY, Made, Work
from curation import reviewing, takedown, tapping, withdrawing
from curation.models import Draft, Review
from curation.takedown import Finding
from media_library.models import Asset
from media_library.originals import keep_original
from showcase.models import Release, WorkPage
from showcase.transcript import paragraphs, timing_of
from submissions.intake import agreeing, drafts, sending
from submissions.models import State, Submission
from submissions.review import actions

ACCEPTED = ("send", "endorse", "accept")
PUBLIC = (*ACCEPTED, "review", "first", "secrecy", "second", "final", "publish")
DECLARED = {"portrait": "no", "minor": "no", "case": "no", "name_public": "yes", "no_secret": "yes"}
_FILES = uuid.UUID("5b0f6d2e-6d0c-4d58-9a44-8f2f6b1f3c11")


class Stuck(Exception):
    """A work that could not be brought where it belongs; the message says which and why."""


@dataclass(frozen=True)
class Journey:
    """A work, the staff number of who sends it in, and the steps that it takes."""

    key: str
    by: str
    steps: tuple[str, ...] = ()


JOURNEYS = (
    Journey("study-wall", "s0201", PUBLIC),
    Journey("window", "contributor", PUBLIC),
    Journey("ridges", "s0401", PUBLIC),
    Journey("poem-lecture", "contributor", PUBLIC),
    Journey("pond", "s0201", PUBLIC),
    Journey("notebook", "s0201", PUBLIC),
    Journey("tea-lecture", "s0301", PUBLIC),
    Journey("tree", "s0601", PUBLIC),
    Journey("small-pond", "s0102", PUBLIC),
    Journey("tower", "contributor", PUBLIC),
    Journey("peak", "s0401", (*PUBLIC, "withdraw")),
    Journey("gold", "s0601", PUBLIC[: PUBLIC.index("final")]),
    Journey("river", "s0501", PUBLIC[: PUBLIC.index("second")]),
    Journey("desk", "s0102", PUBLIC[: PUBLIC.index("first")]),
    Journey("morning", "s0301", ACCEPTED),
    Journey("mediation", "s0301", ("send", "endorse")),
    Journey("road", "s0401", ("send", "endorse", "decline")),
    Journey("lotus-tower", "contributor", ("send",)),
    Journey("couplet", "contributor", ("send", "return")),
    Journey("plum", "contributor"),
)

REASONS = {
    "return": "上联照片右下角有反光，请在窗边无直射光处重拍一张；落款处请补一张近照。",
    "decline": "文章很好。本期“学习体验”已收到同题体会，建议改投“身边故事征集”，我们会优先安排。",
    "withdraw": "作者发现第三屏照片与原作对不上，申请撤回重拍。",
}
OPINIONS = {
    "first": "文字、释文、署名核对无误。",
    "secrecy": "不涉及国家秘密、审判工作秘密和个人隐私。",
    "second": "出处准确，同意。",
    "final": "同意发布。",
}


def begun(journey: Journey) -> Submission | None:
    """The work's submission, if it was begun; the audit trail remembers which it is, whatever it is called now."""
    entry = Entry.objects.filter(action="demo.begun", subject=f"demo:{journey.key}").first()
    return Submission.objects.filter(pk=entry.detail["submission"]).first() if entry else None


def finished(journey: Journey) -> bool:
    """Whether the work was brought where it belongs once; what people did with it since is theirs."""
    return Entry.objects.filter(action="demo.finished", subject=f"demo:{journey.key}").exists()


def begin(journey: Journey, made: list[Made], calls: dict[str, Call]) -> Submission:
    """Upload the files in the contributor's name and fill in the form, all of it or nothing."""
    work, by = BY_KEY[journey.key], _account(journey.by)
    assets = [
        keep_original(
            file.path,
            _name_of(file, number, work, len(made)),
            by,
            uid=uuid.uuid5(_FILES, f"{journey.key}/{number}"),
        )
        for number, file in enumerate(made, start=1)
    ]
    with transaction.atomic():
        submission = drafts.start(calls[work.item], Kind.objects.get(code=work.kind), by)
        drafts.save(
            submission,
            texts={
                "title": work.title,
                "created": work.created,
                "summary": work.summary,
                "text": work.text,
            },
            authors=[{"name": work.author, "number": _number_of(work.author)}],
            unit=Unit.objects.get(name=work.unit),
            details={name: str(value) for name, value in work.details.items()},
            terms_accepted=True,
            declared=DECLARED,
        )
        captions = {
            drafts.attach(submission, asset, by, role=file.role).pk: file.caption
            for file, asset in zip(made, assets, strict=True)
        }
        drafts.save(submission, captions=captions)
        if agreeing.needs_paper(submission):
            agreeing.attach_paper(submission, _signed(work, by))
        record(
            "demo.begun",
            by="load_demo",
            subject=f"demo:{journey.key}",
            label=work.title,
            submission=submission.pk,
        )
    return submission


def bring(journey: Journey) -> None:
    """Take the steps that the work has still before it. Raises Stuck where a file was refused or a step failed."""
    submission = begun(journey)
    if submission is None:
        raise Stuck(f"{journey.key} was not begun")
    for step in journey.steps:
        submission.refresh_from_db()
        STEPS[step](submission)
    record("demo.finished", by="load_demo", subject=f"demo:{journey.key}", label=submission.title)


def _signed(work: Work, by: User) -> Asset:
    """A sheet that stands for the signed declaration of an author without an account."""
    name = f"授权承诺书-{work.title}（示例）.docx"
    said = f"作品：{work.title}\n作者：{work.author}\n（示例，无签名）"
    with TemporaryDirectory() as folder:
        path = texts.word("授权承诺书（示例）", said, Path(folder) / name)
        return keep_original(path, name, by, uid=uuid.uuid5(_FILES, f"{work.key}/signed"))


def _account(number: str) -> User:
    return User.objects.get(username=number)


def _name_of(file: Made, number: int, work: Work, of: int) -> str:
    """The name that a person would have given the file: 云岭六时-2.jpg."""
    if file.path.stem == work.title or file.role == "script":
        return file.path.name
    return f"{work.title}-{number}{file.path.suffix}" if of > 1 else f"{work.title}{file.path.suffix}"


def _number_of(name: str) -> str:
    """The staff number of the author, empty for people without an account."""
    return next((staff.number for staff in STAFF if staff.name == name), "")


def _send(submission: Submission) -> None:
    if submission.state != State.DRAFT:
        return
    for asset in Asset.objects.filter(pk__in=submission.files.values("asset")):
        if asset.state != "ready":
            raise Stuck(f"{asset.name} of “{submission}” is {asset.state} {asset.refusal}".strip())
    sending.send(submission, by=submission.contributor)


def _endorse(submission: Submission) -> None:
    if submission.state == State.SENT:
        actions.endorse(submission, by=_liaison_of(submission), attest=True)


def _return(submission: Submission) -> None:
    if submission.state == State.SENT:
        actions.return_to_contributor(submission, by=_liaison_of(submission), reason=REASONS["return"])


def _accept(submission: Submission) -> None:
    if submission.state == State.ENDORSED:
        actions.accept(submission, by=_account("curator"), attest=True)


def _decline(submission: Submission) -> None:
    if submission.state == State.ENDORSED:
        actions.decline(submission, by=_account("curator"), reason=REASONS["decline"])


def _review(submission: Submission) -> None:
    page = Draft.objects.get(submission=submission).page
    if not Review.objects.filter(page=page).exists():
        _write_times(page)
        reviewing.open_review(page, by=_account("curator"))


def _write_times(page: WorkPage) -> None:
    """The chapters of a lecture, and when each paragraph of its script is said."""
    curator, draft = _account("curator"), page.get_latest_revision_as_object()
    for slides in lectures.ALL:
        if draft.text.split() == lecture.script(slides).split():
            draft.chapters = lecture.chapters(slides)
            draft.save_revision(user=curator)
            rows = timing_of(paragraphs(draft.text), lecture.starts(slides))
            tapping.keep_times(page, rows, by=curator)


def _sign(part: str) -> Callable[[Submission], None]:
    def sign(submission: Submission) -> None:
        review = Review.objects.get(page=Draft.objects.get(submission=submission).page)
        if not review.parts.filter(part=part).exists():
            ticked = review.stages.get(code=part).checklist
            reviewing.sign(review, part, by=_account(part), opinion=OPINIONS[part], ticked=ticked)

    return sign


def _publish(submission: Submission) -> None:
    page = Draft.objects.get(submission=submission).page
    waits = Release.objects.filter(page_id=page.pk, state=Release.State.PREPARING)
    if waits.exists():
        background.finish(workers=1)
    if waits.exists():
        raise Stuck(f"“{page}” did not become public; see the worker's jobs")


def _withdraw(submission: Submission) -> None:
    page = Draft.objects.get(submission=submission).page
    if withdrawing.is_public(page):
        finding = Finding("fact", "author", "", timezone.now(), REASONS["withdraw"])
        asked = takedown.waiting().filter(page=page).first() or takedown.ask(
            page, by=_account("curator"), finding=finding
        )
        takedown.approve(asked, by=_account("final"))


def _liaison_of(submission: Submission) -> User:
    """The account of the liaison of the work's unit."""
    assert submission.unit is not None  # every work of the catalogue has one
    number = next(staff.number for staff in STAFF if submission.unit.name in staff.liaison_of)
    return _account(number)


STEPS: dict[str, Callable[[Submission], None]] = {
    "send": _send,
    "endorse": _endorse,
    "return": _return,
    "accept": _accept,
    "decline": _decline,
    "review": _review,
    "first": _sign("first"),
    "secrecy": _sign("secrecy"),
    "second": _sign("second"),
    "final": _sign("final"),
    "publish": _publish,
    "withdraw": _withdraw,
}
