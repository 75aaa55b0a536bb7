"""One exhibition of the demonstration's works, brought to the public through the real doors."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.models import Entry
from audit.trail import record
from config.demo import background
from config.demo.journeys import JOURNEYS, OPINIONS, Stuck, begun
from curation import reviewing
from curation.models import Draft, Review
from showcase.models import ExhibitionPage, ExhibitionsPage, Release, WorkPage

DAYS = 90
TITLE = "问渠"
PREFACE = (
    "书页合上，水还在流。这里的字、文章、声音和照片，都从同一处来：清早翻开的一页书。有人把它写在纸上，"
    "有人讲给村里人听，有人站在坡上，等光走到树梢。请慢慢看，看完不妨也去翻一页。"
)
COVER = "ridges"
#: Title, words on the wall, ground, anchor, works in rows; works by their keys in ``config.demo.works``.
ROOMS = (
    (
        "源头",
        "水为什么清，答案在源头。先看两首写水的诗，再看一位在窗边读书的人。",
        "wall",
        "pond",
        ("small-pond", "window"),
    ),
    (
        "登高",
        "再上一层，看见的不只是更远的山，还有来时的路。",
        "paper",
        "tower",
        ("ridges",),
    ),
    (
        "直道",
        "一卷写给自己的话，要从右往左慢慢展开；一本用旧了的笔记，从前往后慢慢读。",
        "wall",
        "study-wall",
        ("notebook",),
    ),
    (
        "回声",
        "读过的书，讲出来才算又读了一遍。",
        "night",
        "poem-lecture",
        ("tea-lecture", "tree"),
    ),
)
AFTERWORD = "展览里的每一件都是示例，由本系统的作者自写、自画、自录。真正的作品，正等着您来送展。"
CREDITS = (
    "策展　新媒体团队（示例）\n文字　新媒体团队（示例）\n供展　民事审判庭、刑事审判庭、青石坪法庭等（示例）"
)


def settle() -> None:
    """Open the exhibition once; what people did with it since is theirs. Raises Stuck where it did not become public."""
    if Entry.objects.filter(action="demo.finished", subject="demo:exhibition").exists():
        return
    pages = _pages()
    if pages is None:
        return  # somebody took a work away that it needs
    page = ExhibitionPage.objects.filter(title=TITLE).first() or _write(pages)
    review = Review.objects.filter(page=page).first() or reviewing.open_review(page, by=_account("curator"))
    for part in ("first", "secrecy", "second", "final"):
        if not review.parts.filter(part=part).exists():
            ticked = review.stages.get(code=part).checklist
            reviewing.sign(review, part, by=_account(part), opinion=OPINIONS[part], ticked=ticked)
    background.finish(workers=1)
    if not Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).exists():
        raise Stuck(f"“{page}” did not become public; see the worker's jobs")
    record("demo.finished", by="hanmo", subject="demo:exhibition", label=TITLE)


def _pages() -> dict[str, WorkPage] | None:
    """The public works by key; none where one is not public."""
    wanted = {COVER, *(key for *_words, anchor, works in ROOMS for key in (anchor, *works))}
    submissions = {journey.key: begun(journey) for journey in JOURNEYS if journey.key in wanted}
    found = {
        key: draft.page
        for key, submission in submissions.items()
        if (draft := Draft.objects.filter(submission=submission).select_related("page").first())
    }
    live = Release.objects.works().filter(
        page_id__in=[page.pk for page in found.values()], state=Release.State.LIVE
    )
    return found if live.count() == len(wanted) else None


@transaction.atomic
def _write(pages: dict[str, WorkPage]) -> ExhibitionPage:
    """As the curator writes it in the editor."""
    curator, today = _account("curator"), timezone.localdate()
    rooms: list[tuple[str, dict[str, Any]]] = [
        (
            "room",
            {
                "title": title,
                "text": text,
                "ground": ground,
                "anchor": pages[anchor],
                "works": [pages[key] for key in works],
            },
        )
        for title, text, ground, anchor, works in ROOMS
    ]
    page = ExhibitionPage(
        title=TITLE,
        preface=PREFACE,
        cover=pages[COVER],
        opens=today,
        closes=today + dt.timedelta(days=DAYS),
        rooms=rooms,
        afterword=AFTERWORD,
        credits=CREDITS,
        live=False,
        owner=curator,
    )
    ExhibitionsPage.objects.get().add_child(instance=page)
    page.save_revision(user=curator)
    return page


def _account(number: str) -> User:
    return User.objects.get(username=number)
