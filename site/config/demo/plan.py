"""The demonstration's campaign: our own notice, read and made into a plan, with calls on items 5 to 10."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from campaigns import planning, showing
from campaigns.models import Call, Campaign, Item, Kind, Terms
from campaigns.notice.reader import read

NOTICE = Path(__file__).parent / "notice.txt"

# Item: address, title, kinds, days until it closes, rules.
CALLS = {
    "5": (
        "oath",
        "重温入党誓词活动照片",
        ("photograph",),
        20,
        "每个支部报送一组照片，四至八幅，注明时间、地点。",
    ),
    "6": ("lectures", "人人讲一课", ("lecture",), 45, "录像或者录音均可，不超过三十分钟，讲稿一并报送。"),
    "7": ("village-lectures", "把课堂搬到基层", ("lecture",), 45, "请写明讲课地点和听课人数，讲稿一并报送。"),
    "8": (
        "journeys",
        "学习体验组照和体会",
        ("photograph", "essay"),
        30,
        "组照四至八幅；体会一千字左右，写清走了哪一段路。",
    ),
    "9": (
        "stories",
        "身边故事征集",
        ("essay", "lecture"),
        60,
        "案例故事请隐去当事人信息，人物、地点可以虚构。",
    ),
    "10": (
        "works",
        "书法、文章、摄影作品征集",
        ("calligraphy", "essay", "photograph"),
        60,
        "书法除楷书外附释文，拍摄或者扫描全貌，长边不少于三千像素；文章一般不超过三千字。",
    ),
}


@transaction.atomic
def make(curator: User, colleague: User) -> dict[str, Call]:
    """Make the campaign and its calls where they are missing, and show them to visitors; calls by item number.

    ``curator`` writes, ``colleague`` shows: site texts need a second person.
    """
    proposal = read(NOTICE.read_text(encoding="utf-8"))
    campaign = Campaign.objects.filter(source="\n".join(proposal.source)).first()
    if campaign is None:
        campaign = planning.create(proposal, by=curator)
        showing.show(campaign, by=colleague)
    calls = {}
    for item in Item.objects.filter(group__campaign=campaign, label__in=CALLS):
        calls[item.label] = Call.objects.filter(item=item).order_by("pk").first() or _open(
            item, curator, colleague
        )
    return calls


def _open(item: Item, curator: User, colleague: User) -> Call:
    slug, title, kinds, days, rules = CALLS[item.label]
    today = timezone.localdate()
    call = Call.objects.create(
        item=item,
        slug=slug,
        title=title,
        opens_on=today - dt.timedelta(days=14),
        closes_on=today + dt.timedelta(days=days),
        rules=rules,
        terms=Terms.objects.order_by("name", "-version")[0],
        edited_by=curator,
    )
    call.kinds.set(Kind.objects.filter(code__in=kinds))
    if item.label == "10":
        showing.show(call, by=colleague)
    return call
