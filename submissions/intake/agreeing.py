"""Authors other than the sender: they are told, or asked, and what is missing keeps the work from going on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role, liaison_units
from audit import trail
from media_library.models import Asset
from submissions import rules, telling
from submissions.errors import NotPossible
from submissions.intake import drafts
from submissions.models import Agreement, NewerVersion, SignedDeclaration, Submission

Answer = Agreement.Answer


def on_behalf(submission: Submission) -> bool:
    """Whether somebody offers the work of others."""
    return bool(submission.authors) and all(
        author.get("user") != submission.contributor_id for author in submission.authors
    )


def needs_paper(submission: Submission) -> bool:
    """Whether an author who is spoken for has no account to confirm with, so that a signature stands for it."""
    # A staff number that nobody has is an error of its own, and may well lead to an account.
    return on_behalf(submission) and any(
        not author.get("user") and not author.get("number") for author in submission.authors
    )


def must_confirm(submission: Submission) -> bool:
    """Whether authors with accounts confirm before the work goes on; else they are only told."""
    return on_behalf(submission) or submission.call.coauthors_confirm


def ask(submission: Submission) -> None:
    """On sending: a row for each author with an account but the sender. Who agreed stays agreed while title, text and
    files are the same, else is asked again like those who refused; whoever is no longer named goes."""
    named = {author["user"] for author in submission.authors if author.get("user")}
    named.discard(submission.contributor_id)
    submission.agreements.exclude(user__in=named).delete()
    answered = [Answer.REFUSED, Answer.AGREED] if _differs_from_before(submission) else [Answer.REFUSED]
    again = list(submission.agreements.filter(answer__in=answered))
    submission.agreements.filter(answer__in=answered).update(answer=Answer.ASKED, answered_at=None)
    standing = set(submission.agreements.values_list("user_id", flat=True))
    new = Agreement.objects.bulk_create(
        Agreement(submission=submission, user_id=user) for user in sorted(named - standing)
    )
    telling.asked(submission, [*again, *new], confirms=must_confirm(submission))


def _differs_from_before(submission: Submission) -> bool:
    """Whether what is sent now is another work than what was sent before."""
    last_two = list(submission.versions.order_by("-number").values_list("content", flat=True)[:2])
    if len(last_two) < 2:
        return False
    now, before = (
        [each["title"], each["text"], [file["sha256"] for file in each["files"]]] for each in last_two
    )
    return now != before


def answer(submission: Submission, by: User, *, agrees: bool) -> None:
    """An author says yes or no. Raises PermissionDenied for anybody else."""
    said = Answer.AGREED if agrees else Answer.REFUSED
    with transaction.atomic():
        rows = submission.agreements.filter(user=by)
        if not by.is_active or not rows.update(answer=said, answered_at=timezone.now()):
            raise PermissionDenied(_("Only an author who is named confirms this."))
        trail.record(
            f"submission.author_{said}", by=by, subject=f"submission:{submission.pk}", label=submission.title
        )


def attach_paper(submission: Submission, asset: Asset) -> None:
    """The signed declaration; another one in its place must be attested anew. Raises NotPossible where the work has
    been sent meanwhile."""
    with drafts.held(submission):
        submission.papers.filter(attested_by=None).delete()
        submission.papers.create(asset=asset)


def paper_of(submission: Submission) -> SignedDeclaration | None:
    """The signed declaration that counts, where there is one."""
    return submission.papers.select_related("asset", "attested_by").last()


def unconfirmed(submission: Submission) -> str:
    """Who is waited for, as a sentence; empty where nobody is. Reads ``agreements``, which lists prefetch."""
    if must_confirm(submission):
        for row in submission.agreements.all():
            if row.answer == Answer.ASKED:
                return _("%(name)s has not confirmed the work yet.") % {"name": row.user}
            if row.answer == Answer.REFUSED:
                return _("%(name)s does not agree to the work being sent.") % {"name": row.user}
    return ""


def refuse_if_unconfirmed(submission: Submission, by: User, *, attest: bool) -> None:
    """Before a work goes on: everybody who must confirm has, and the paper is attested, now by ``by`` or before.

    Raises NotPossible with a sentence that names who is waited for.
    """
    if "declared" not in submission.versions.latest("number").content:
        return  # sent before there was this rule
    if sentence := unconfirmed(submission):
        raise NotPossible(sentence)
    if not needs_paper(submission):
        return
    paper = paper_of(submission)
    if paper is None:
        raise NotPossible(_("The signed declaration of the author is missing; please return the work."))
    if paper.attested_by_id is None:
        if not attest:
            raise NotPossible(_("Please look at the signed declaration and tick that you have seen it."))
        _attest(paper, by)


def unattested(submission: Submission) -> SignedDeclaration | None:
    """The signed declaration that is needed, and that nobody has attested."""
    paper = paper_of(submission) if needs_paper(submission) else None
    return paper if paper and paper.attested_by_id is None else None


def with_papers_to_attest(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Of these the accepted ones whose newer version waits and brings a signed declaration that nobody attested."""
    offered = NewerVersion.objects.filter(outcome="", version__isnull=False)
    papers = SignedDeclaration.objects.filter(attested_by=None)
    return submissions.filter(pk__in=offered.values("submission")).filter(pk__in=papers.values("submission"))


def may_attest(user: User, submission: Submission) -> bool:
    """For a newer version of an accepted work: who would have attested at first. A liaison of the unit; the curators
    where the call asks for no endorsement, or no liaison can. Nobody for a work of their own."""
    if not user.is_active or rules.is_maker(user, submission) or rules.is_author(user, submission):
        return False
    if submission.unit_id in liaison_units(user):
        return True
    stand_in = not submission.call.endorsement or not rules.has_liaison(submission)
    return stand_in and has_role(user, Role.CURATOR)


def attest(submission: Submission, by: User, seen: str) -> None:
    """The signed declaration of a newer version that waits for its answer was looked at; ``seen``: the file's uid.

    Raises PermissionDenied for whoever may not, NotPossible where it is another paper by now, or none waits.
    """
    if not may_attest(by, submission):
        raise PermissionDenied(_("You may not decide on this work."))
    if not seen:
        raise NotPossible(_("Please look at the signed declaration and tick that you have seen it."))
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        offered = NewerVersion.objects.filter(submission=submission, outcome="", version__isnull=False)
        paper = unattested(submission)
        if paper is None or str(paper.asset.uid) != seen or not offered.exists():
            raise NotPossible(
                _("Somebody else has just decided on this work, or it has changed. Please look again.")
            )
        _attest(paper, by)


def _attest(paper: SignedDeclaration, by: User) -> None:
    SignedDeclaration.objects.filter(pk=paper.pk).update(attested_by=by, attested_at=timezone.now())
    trail.record(
        "submission.paper_attested",
        by=by,
        subject=f"submission:{paper.submission_id}",
        label=paper.submission.title,
        sha256=paper.asset.sha256,
    )
