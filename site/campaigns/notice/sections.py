"""一、总体要求 / 二、主要活动 / 三、工作要求: what a section's heading says it is for."""

import re

from .lines import Line
from .marks import Level, Mark
from .tree import SectionKind

_ACTIVITIES = re.compile(
    r"主要活动|活动(?:内容|项目|安排|形式|方式|任务|设置)|(?:重点|主要|工作|具体|目标)任务|任务(?:分工|分解|安排|清单)|重点(?:工作|活动|项目)"
    r"|(?:工作|具体|主要|重点)(?:内容|措施|举措|安排)|(?:征集|比赛|竞赛|参赛|实施|展演)(?:内容|项目|类别)|系列活动|作品(?:类别|种类)"
)
_REQUIREMENTS = re.compile(r"要求|保障|组织领导|组织实施|加强领导|注意事项|有关事项|纪律")
_NOT_REQUIREMENTS = re.compile(r"总体要求|总要求|目标要求|时间要求")
_SCHEDULE = re.compile(
    r"赛程|日程|时间(?:安排|步骤|进度|节点|要求)|(?:实施|方法|活动|工作|推进)步骤|(?:进度|日程|阶段)安排|实施阶段|步骤"
)
_OTHER = re.compile(
    r"总体要求|总要求|指导思想|目标|意义|原则|主题|对象|范围|(?:领导|组织)机构|领导小组|奖项|奖励|评选|评审|表彰|报送|投稿|征稿"
    r"|联系|经费|附件|时间|地点|依据|背景|单位$|报名|版权|其他|附则|口号|人员|总则"
)
_PLAIN_HEADING = re.compile(
    r"(?:总体要求|指导思想|活动主题|活动目的|目标任务|主要活动|活动内容|活动安排|重点任务|主要任务|工作任务|任务分工"
    r"|工作措施|工作安排|时间安排|实施步骤|活动步骤|方法步骤|工作要求|活动要求|有关要求|相关要求|组织领导|组织保障|保障措施"
    r"|总体要求和时间安排|参加对象|参赛对象|作品要求|报送方式|奖项设置|联系方式)"
)


def kind_of(title: str | None) -> SectionKind | None:
    """What a heading is for by its words, or None where they do not tell."""
    title = re.sub(r"\s", "", title or "")
    if _ACTIVITIES.search(title):
        return SectionKind.ACTIVITIES
    if _SCHEDULE.search(title) and not re.search("总体要求|指导思想", title):
        return SectionKind.SCHEDULE
    if _REQUIREMENTS.search(title) and not _NOT_REQUIREMENTS.search(title):
        return SectionKind.REQUIREMENTS
    if _OTHER.search(title):
        return SectionKind.OTHER
    return None


def is_plain_heading(line: Line) -> bool:
    """A heading without a number: 工作要求 alone on its line."""
    return bool(_PLAIN_HEADING.fullmatch(line.folded.rstrip(": ").replace(" ", "")))


def section_level(marked: list[tuple[Line, Mark | None]]) -> Level | None:
    """The level at which this notice numbers its sections, or None where it has no sections.

    一、 if there is any. Else the highest level on which a heading is plainly a section's, such as
    （二）工作要求 or 3.活动内容.
    """
    levels = {mark.level for _, mark in marked if mark}
    if Level.CHAPTER in levels:
        return Level.CHAPTER
    for level in (Level.PART, Level.NUMBER):
        heads = [line.text[mark.start :] for line, mark in marked if mark and mark.level == level]
        named = [kind_of(re.split("[。：:]", head)[0][:20]) for head in heads]
        told = [kind for kind in named if kind]
        if (len(told) >= 2 and len(told) * 2 >= len(heads) and SectionKind.OTHER in told) or (
            SectionKind.ACTIVITIES in told and SectionKind.REQUIREMENTS in told
        ):
            return level
        if level in levels:
            return None
    return None
