"""What a work needs before it may be public, so that nobody is shut out of it (WCAG 2.2: 1.1.1, 1.2.1, 1.2.2)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from curation.errors import NotPossible
from showcase.models import WorkMedia, WorkPage
from submissions.models import Submission, SubmissionFile

LONGEST = 300  # of an alternative text


def refuse_inaccessible(page: WorkPage, media: Sequence[WorkMedia]) -> None:
    """Raises NotPossible where a picture says nothing to those who do not see it, or a recording nothing to those who
    do not hear it: it needs captions or a readable script beside it, or what is said in it as the work's text."""
    for number, each in enumerate(media, start=1):
        if each.asset.family == "picture" and not (each.alt or each.caption).strip():
            raise NotPossible(
                _("Picture %(number)d, “%(name)s”, needs an alternative text for those who do not see it.")
                % {"number": number, "name": each.asset.name}
            )
    recorded = any(each.asset.family in ("video", "audio") for each in media)
    roles = {made.role for each in media for made in each.asset.renditions.all()}
    if recorded and not page.text.strip() and roles.isdisjoint({"captions", "text"}):
        raise NotPossible(
            _("A recording needs captions or a transcript for those who do not hear it: add either.")
        )


def alternative_of(submission: Submission, file: SubmissionFile, number: int) -> str:
    """What stands for the picture until an editor writes better: its caption; of calligraphy what is written; else the
    title, with a number where there are several."""
    if file.caption:
        return file.caption
    title = f"《{submission.title}》"
    if number > 1:
        return f"{title}（{number}）"[:LONGEST]
    written = " ".join(submission.text.split()) if submission.kind.family == "pictures" else ""
    return f"{title}：{written}"[:LONGEST] if written else submission.title
