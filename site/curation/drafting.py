"""From an accepted submission to a page that can be edited: everything is carried over, nothing typed twice."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation.accessible import alternative_of
from curation.errors import NotPossible
from curation.models import Draft, Series
from showcase.models import WorkMedia, WorkPage, WorksPage
from submissions.declarations import names_are_public
from submissions.models import State, Submission


@transaction.atomic
def draft(submission: Submission, *, by: User) -> WorkPage:
    """Make the page of an accepted submission, once; a second call returns the page that stands.

    Raises NotPossible where the submission is not accepted or ``by`` is no curator.
    """
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team drafts pages."))
    if standing := Draft.objects.filter(submission=submission).select_related("page").first():
        return standing.page
    if submission.state != State.ACCEPTED:
        raise NotPossible(_("A page is drafted from an accepted submission."))
    version = submission.versions.order_by("-number").first()
    if version is None or submission.unit is None:
        raise NotPossible(_("This submission was never sent in."))

    page = WorkPage(
        title=submission.title,
        slug=next_number(submission.kind.prefix),
        owner=by,
        live=False,
        kind=submission.kind,
        item=submission.call.item,
        unit=submission.unit,
        authors=_names_to_show(submission),
        created=submission.created,
        summary=submission.summary,
        text=submission.text,
        details=submission.details,
    )
    page.media = [
        WorkMedia(
            asset=file.asset,
            role=file.role,
            caption=file.caption,
            alt=alternative_of(submission, file, position),
            sort_order=position - 1,
        )
        for position, file in enumerate(submission.files.select_related("asset"), start=1)
    ]
    WorksPage.objects.get().add_child(instance=page)
    page.save_revision(user=by)
    Draft.objects.create(page=page, submission=submission, version=version, by=by)
    record("work.drafted", by=by, subject=f"work:{page.pk}", label=page.title, submission=submission.receipt)
    return page


def _names_to_show(submission: Submission) -> list[str]:
    """The authors in the order of credit; none where they asked that their names stay private."""
    if not names_are_public(submission.declared):
        return []
    return [author["name"] for author in submission.authors]


def next_number(prefix: str) -> str:
    """The next public number of this year, as ``sf-2021-0007``. Call it within a transaction."""
    return next_numbers(prefix, timezone.localdate().year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """The next ``count`` numbers of a year. Call it within a transaction, so that none is lost or given twice."""
    Series.objects.get_or_create(prefix=prefix, year=year)
    Series.objects.filter(prefix=prefix, year=year).update(last=F("last") + count)
    series = Series.objects.get(prefix=prefix, year=year)
    last = series.last
    return [str(Series(prefix=prefix, year=year, last=n)) for n in range(last - count + 1, last + 1)]
