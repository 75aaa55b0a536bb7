"""Whether the authors still let a page's work be shown: consent taken back, and licences that are over, stop it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wagtail.models import Page

from curation.errors import NotPossible
from curation.models import Draft
from submissions import consent, licence
from submissions.errors import NotPossible as NotPossibleThere
from submissions.hints import following, patterns
from submissions.hints.finding import hints
from submissions.models import HintAnswer


def refuse_if_taken_back(page: Page) -> None:
    """Raises NotPossible while an author's consent to the page's work is taken back, or its licence is over."""
    draft = Draft.objects.filter(page_id=page.pk).select_related("submission").first()
    if draft:
        with said_by_submissions():
            consent.refuse_if_withdrawn(draft.submission)
            licence.refuse_if_over(draft.submission)


def refuse_if_promised(page: Page) -> None:
    """Raises NotPossible while something that was to be removed from the page's work was not followed up."""
    draft = Draft.objects.filter(page_id=page.pk).select_related("submission").first()
    if draft:
        with said_by_submissions():
            following.refuse_if_promised(draft.submission)


def any_taken_back(pages: Collection[int]) -> bool:
    """Whether one of these pages shows a work that may not be shown now."""
    submissions = Draft.objects.filter(page__in=pages).values("submission")
    taken_back = consent.open_requests().filter(submission__in=submissions)
    return taken_back.exists() or licence.over().filter(submission__in=submissions).exists()


@contextmanager
def said_by_submissions() -> Iterator[None]:
    """What submissions refuse is refused here, in the same words."""
    try:
        yield
    except NotPossibleThere as refusal:
        raise NotPossible(str(refusal)) from None


@dataclass(frozen=True)
class Promise:
    """Something that was to be removed: the answer, the words as they were sent, and whether the page still has them."""

    answer: HintAnswer
    before: str
    hit: str
    after: str
    stands: bool

    @property
    def kind(self) -> str:
        """What it is about, in the reader's language."""
        return str(patterns.Kind(self.answer.kind).label)


def promises(draft: Draft, page: Page) -> list[Promise]:
    """What was to be removed from a work and was not followed up."""
    open_answers = list(following.promised(draft.submission))
    if not open_answers:
        return []
    found = {hint.key: hint for hint in hints(draft.version, draft.submission.kind)}
    latest = page.get_latest_revision_as_object()
    words = "\n".join([latest.title, latest.summary, latest.text, *map(str, latest.details.values())])
    return [
        Promise(
            answer,
            hint.before if hint else "",
            hint.hit if hint else "",
            hint.after if hint else "",
            bool(hint and hint.hit and hint.hit in words),
        )
        for answer in open_answers
        for hint in [found.get(answer.key)]
    ]
