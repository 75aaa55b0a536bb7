"""A draft: begin it, keep what is typed, attach files. Nothing is refused for being unfinished."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Unit, User
from audit import trail
from campaigns.models import Call, Kind
from media_library.models import Asset
from submissions import telling
from submissions.intake import late
from submissions.lifecycle import NotPossible
from submissions.models import IS_EDITABLE, State, Submission, SubmissionFile

TERMS = ("terms_id", "terms_accepted_at", "terms_accepted_from")
TEXTS = ("title", "created", "summary", "text")


def start(call: Call, kind: Kind, by: User) -> Submission:
    """Begin a work for the call, with its contributor as first author and, belonging to one unit, with that unit.

    A draft of the same kind that is still untouched is taken up again. Raises NotPossible where the call is not open
    or does not take the kind.
    """
    if call.state != "open" and not (call.state == "closed" and late.opened_for(call, by)):
        raise NotPossible(_("This call is not open."))
    if not call.kinds.filter(pk=kind.pk).exists():
        raise NotPossible(_("This call does not take works of this kind."))
    empty = Submission.objects.filter(
        call=call, kind=kind, contributor=by, state=State.DRAFT, title="", text="", summary="", files=None
    )
    # The form saves itself: fields that nobody filled in are kept as empty words.
    if untouched := next((draft for draft in empty if not any(draft.details.values())), None):
        return untouched
    units = list(roles.units_of(by)[:2])
    return Submission.objects.create(
        call=call,
        kind=kind,
        contributor=by,
        unit=units[0] if len(units) == 1 else None,
        authors=[{"name": by.get_full_name(), "user": by.pk}],
    )


def save(
    submission: Submission,
    *,
    texts: Mapping[str, str] | None = None,
    authors: Sequence[Mapping[str, str]] | None = None,
    unit: Unit | None = None,
    details: Mapping[str, str] | None = None,
    captions: Mapping[int, str] | None = None,
    terms_accepted: bool | None = None,
    accepted_from: str | None = None,
    telephone: str | None = None,
    declared: Mapping[str, str] | None = None,
) -> None:
    """Keep what is given and leave the rest: ``texts`` by field name, ``authors`` as rows of ``name`` and ``number``
    (staff number), ``captions`` by the keys of the submission's files; ``accepted_from`` is the network address from
    which the terms were accepted.

    Raises NotPossible when the work is no longer its contributor's to change.
    """
    for name, value in (texts or {}).items():
        if name in TEXTS:
            setattr(submission, name, value)
    if authors is not None:
        submission.authors = resolve_authors(authors, submission.contributor)
    if unit is not None and not submission.amending:  # an accepted work counts for the unit that it came from
        submission.unit = unit
    if details is not None:
        submission.details = {**submission.details, **details}
    if terms_accepted is not None:
        _accept_terms(submission, terms_accepted, accepted_from)
    if telephone is not None:
        submission.telephone = telephone
    if declared is not None:
        submission.declared = {**submission.declared, **declared}
    fields = [*TEXTS, "authors", "unit_id", "details", "declared", "telephone", *TERMS]
    with held(submission):
        submission.changed_at = timezone.now()
        Submission.objects.filter(pk=submission.pk).update(
            changed_at=submission.changed_at, **{name: getattr(submission, name) for name in fields}
        )
        _caption(submission, captions or {})


def attach(
    submission: Submission, asset: Asset, by: User, role: str = SubmissionFile.Role.MAIN, before: str = ""
) -> SubmissionFile:
    """Put an uploaded file at the end of the work. Attaching it again changes nothing.

    ``role``: what it is for, where the caller knows; sending makes a script of a document beside a recording.
    ``before``: the uid of an asset of the work that it comes before, where there is such a one.
    Raises NotPossible for somebody else's file, and where the same bytes are there already.
    """
    if asset.owner_id != by.pk:
        raise NotPossible(_("This file was not uploaded by you."))
    with held(submission):
        standing = submission.files.filter(asset__sha256=asset.sha256).select_related("asset").first()
        if standing is not None:
            if standing.asset_id == asset.pk:
                return standing
            raise NotPossible(
                _("“%(name)s” is already here, as “%(other)s”: both files hold the same.")
                % {"name": asset.name, "other": standing.asset.name}
            )
        last = submission.files.aggregate(last=Max("position"))["last"]
        place = 0 if last is None else last + 1
        if before and (later := submission.files.filter(asset__uid=before).first()):
            place = later.position
            submission.files.filter(position__gte=place).update(position=F("position") + 1)
        return submission.files.create(asset=asset, position=place, role=role)


def detach(submission: Submission, file_id: int) -> None:
    """Take a file out of the work; the file itself stays in the library with its uploader."""
    with held(submission):
        submission.files.filter(pk=file_id).delete()


def shift(submission: Submission, file_id: int, by: int) -> None:
    """Move a file ``by`` places: -1 towards the front, 1 towards the end."""
    order = list(submission.files.values_list("pk", flat=True))
    if file_id not in order:
        return
    place = order.index(file_id)
    order.insert(max(0, place + by), order.pop(place))
    with held(submission):
        files = submission.files.in_bulk(order)
        for position, pk in enumerate(order):
            files[pk].position = position
        SubmissionFile.objects.bulk_update(files.values(), ["position"])


def discard(submission: Submission) -> None:
    """Delete a draft that was never sent. Raises NotPossible for anything that has a history."""
    if submission.state != State.DRAFT or submission.receipt:
        raise NotPossible(_("A work that was sent stays in the record; it can only be recalled."))
    submission.delete()


def hand_over(submission: Submission, number: str, by: User) -> User:
    """Give the draft to the colleague with this staff number, who goes on writing, accepts the terms and sends it.

    Raises PermissionDenied for whoever does not have it, NotPossible where nobody has the number or it was sent.
    """
    if submission.contributor_id != by.pk:
        raise PermissionDenied(_("Only the person who offers a work hands it on."))
    if submission.amending:
        raise NotPossible(_("This work is accepted: whoever offered it writes its newer version."))
    colleague = User.objects.filter(username=number.strip(), is_active=True).exclude(pk=by.pk).first()
    if colleague is None:
        raise NotPossible(_("No colleague has the staff number “%(number)s”.") % {"number": number.strip()})
    units = list(roles.units_of(colleague))
    with held(submission):
        submission.contributor = colleague
        submission.former_contributors = sorted({*submission.former_contributors, by.pk})
        if submission.unit not in units:
            submission.unit = units[0] if len(units) == 1 else None
        submission.lock, submission.changed_at = submission.lock + 1, timezone.now()
        submission.terms = submission.terms_accepted_at = submission.terms_accepted_from = None
        submission.save(
            update_fields=[
                "contributor",
                "former_contributors",
                "unit",
                "lock",
                "changed_at",
                "terms",
                "terms_accepted_at",
                "terms_accepted_from",
            ]
        )
        trail.record(
            "submission.handed_over",
            by=by,
            subject=f"submission:{submission.pk}",
            label=submission.title,
            to=colleague.username,
        )
        telling.handed_over(submission, colleague, by)
    return colleague


def resolve_authors(rows: Sequence[Mapping[str, str]], contributor: User) -> list[dict[str, Any]]:
    """Rows of ``name`` and ``number`` as authors: a known staff number leads to its account, empty rows go.

    A number that nobody has is kept as ``number``, for ``sending.problems`` to name. The contributor's own name
    without a number is the contributor.
    """
    numbers = {row.get("number", "").strip() for row in rows} - {""}
    accounts = {user.username: user for user in User.objects.filter(username__in=numbers, is_active=True)}
    authors: list[dict[str, Any]] = []
    for row in rows:
        name, number = row.get("name", "").strip(), row.get("number", "").strip()
        if not name and not number:
            continue
        account = accounts.get(number)
        if account is None and not number and name == contributor.get_full_name():
            account = contributor
        author: dict[str, Any] = {
            "name": name or (account.get_full_name() if account else ""),
            "user": account.pk if account else None,
        }
        if number and account is None:
            author["number"] = number
        authors.append(author)
    return authors


def numbers_of(submission: Submission) -> dict[int, str]:
    """The staff numbers of the authors with accounts, by primary key; the contributor's own is left out."""
    accounts = {author["user"] for author in submission.authors if author.get("user")}
    accounts.discard(submission.contributor_id)
    return dict(User.objects.filter(pk__in=accounts).values_list("pk", "username")) if accounts else {}


@contextmanager
def held(submission: Submission) -> Iterator[None]:
    """A transaction in which nobody else sends or changes the work. Raises NotPossible where somebody has.

    Whoever comes after the sending must not reach into what was sent, though the page was read before it.
    """
    with transaction.atomic():
        ours = Submission.objects.select_for_update().filter(
            IS_EDITABLE, pk=submission.pk, lock=submission.lock
        )
        if not list(ours.values_list("pk")):
            raise NotPossible(_("This work has been sent and cannot be changed now."))
        yield


def _accept_terms(submission: Submission, accepted: bool, accepted_from: str | None) -> None:
    """Tick: the call's terms in their present version, with time and network address. An earlier tick's stay."""
    if not accepted:
        submission.terms = submission.terms_accepted_at = submission.terms_accepted_from = None
    elif submission.terms_id != submission.call.terms_id or submission.terms_accepted_at is None:
        submission.terms, submission.terms_accepted_at = submission.call.terms, timezone.now()
        submission.terms_accepted_from = accepted_from


def _caption(submission: Submission, captions: Mapping[int, str]) -> None:
    files = submission.files.in_bulk(captions)
    for pk, file in files.items():
        file.caption = captions[pk]
    SubmissionFile.objects.bulk_update(files.values(), ["caption"])
