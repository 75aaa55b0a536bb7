"""What stands behind a number: a heading on the same line, a text, a time limit, perhaps two tasks in one."""

import re

from .lines import fold, strip
from .quotes import balanced, cut

_MONTH = r"(?:[\dX×]{4} *年)?[\dX×]{1,2} *月"
_DAY = rf"{_MONTH} *(?:[\dX×]{{1,2}} *日|上旬|中旬|下旬|底|末|初)?(?: *\d{{1,2}} *(?:时|点|:\d\d))?"
_FEAST = '[“"]?(?:元旦|春节|五一|七一|十一|国庆|中秋|端午|教师节|建党日)[”"]?(?:节|期间)?'
_BEFORE = re.compile(
    rf"((?:{_DAY}|{_FEAST}|[\dX×]{{4}} *年底|年底|本?月底|季度末) *(?:之前|以前|前))(?![后夕])"
)
_UNTIL = re.compile(
    rf"(?:截[止至](?:时间|日期)?|(?:截稿|完成|报送)(?:时间|日期|时限))(?:为|至|到|:)? *({_DAY})"
)
_CLOSES = re.compile(rf"({_DAY}) *(?:截止|截稿)")
_DATE_FIRST = re.compile(rf"[于在]?{_MONTH}|[\dX×]{{4}}年(?![度级版])|年底")
# A stop, also the dot that stands for one between Chinese characters.
_DOT = r"(?<=[^\x00-\x7f])[.．](?=[^\x00-\x7f]|[\d ]|$)"
_HEAD = re.compile(rf"([^。！？；;!?\n]{{2,24}}?)(?:。|{_DOT})")
_COLON_HEAD = re.compile(r"([^。，,；;：:、.]{2,16})[：:](?=.)")
_STOP = re.compile(rf"[。；;！？]|{_DOT}")
_SPACED_HEAD = re.compile(r"([^\x00-\x7f。，；：]{4,20})[ \u3000\u2003]+(?=[^\x00-\x7f].*[。，])")
_ORDER = re.compile("要(?![求点闻])|请(?!进来)|凡|各|须(?!知)")
_SENTENCE_START = re.compile(f"{_ORDER.pattern}|应(?![急用对届])|将|不得|并|同时|其中")
_VERB = "开展|举办|组织|举行|召开|做好|征集|推出|评选|编印|拍摄|创作|集中|制作|参加|观看|建立|推荐|选树"
_NOUN = "活动|仪式|工作|大赛|比赛|竞赛|展览|展播|展示|征文|征集|宣讲|讲座|党课|座谈会|报告会|论坛|展|赛|会|集|评选"
_TASK = re.compile(rf"(?:{_VERB}).*(?:{_NOUN})$")
_OPENS_NAME = re.compile(r"(?:开展|举办|举行|召开|推出)(?=“)")
DISPLAY_LENGTH = 40


def heading_and_text(text: str, followed: bool) -> tuple[str | None, str]:
    """The run-in heading, if there is one, and the rest.

    A first sentence of at most 24 characters is a heading (强化组织领导，统筹活动安排。), and so is what stands
    before a colon, or a line that ends without a stop. A date or an order (要…, 请…) begins a text. ``followed``
    says that more lines of the same entry come after this one.
    """
    bare = strip(text)
    if not bare:
        return None, ""
    if not followed and bare.endswith(("；", ";")) and not re.search("[。；;]", bare[:-1]):
        bare = bare[:-1]  # one of a list of short entries: 1.加强领导； 2.注重宣传。
    if _DATE_FIRST.match(fold(bare)):
        return None, bare
    if len(bare) <= (40 if followed else 30) and not _STOP.search(bare):
        colon = bare.endswith(("：", ":"))
        goes_on = bare.endswith(("，", ",", "、")) or (colon and "，" in bare)
        if not goes_on and not _ORDER.match(bare):
            inner = None if colon else _COLON_HEAD.match(bare)
            if inner and balanced(inner[1]):
                return strip(inner[1]), strip(bare[inner.end() :])
            return bare.rstrip("：: "), ""
        return None, bare
    for pattern in (_COLON_HEAD, _HEAD, _SPACED_HEAD):
        found = pattern.match(bare)
        if found and balanced(found[1]) and not _SENTENCE_START.match(found[1]):
            if not followed and found.end() == len(bare) and _BEFORE.search(fold(bare)):
                return None, bare  # 作品于8月31日前报送。 is all there is: a task, not its heading
            return strip(found[1]), strip(bare[found.end() :])
    return None, bare


def suggested_title(text: str) -> str:
    """A name for an entry without a heading: the first clause that names a task, shortened to be shown.

    >>> suggested_title("X月下旬，要利用红色资源，集中开展重温入党誓词活动。")
    '集中开展重温入党誓词活动'
    """
    candidates: list[str] = []
    for sentence in cut(text.replace("\n", ""), "。；"):
        clauses = [strip(clause) for clause in cut(sentence, "，,") if strip(clause)]
        candidates += [_after_verb(clause) for clause in clauses if _TASK.search(clause)]
    fitting = [candidate for candidate in candidates if len(candidate) <= DISPLAY_LENGTH]
    if fitting:
        return fitting[0]
    first = next((strip(clause) for clause in cut(text, "，。；,\n") if strip(clause)), strip(text))
    return first if len(first) <= DISPLAY_LENGTH else first[: DISPLAY_LENGTH - 1] + "…"


def _after_verb(clause: str) -> str:
    """组织干警开展“…”学习体验活动 → “…”学习体验活动; a clause that begins with its verb stays whole."""
    found = _OPENS_NAME.search(clause)
    return clause[found.end() :] if found and found.start() >= 4 else clause


def deadline_in(text: str) -> str | None:
    """The first time limit a text names (5月底前; 截至6月30日), as written. 前后 is no limit."""
    folded = fold(text)
    found = [match for pattern in (_BEFORE, _UNTIL, _CLOSES) if (match := pattern.search(folded))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return strip(text[first.start(1) : first.end(1)])


def split_of(text: str) -> list[str]:
    """The sentences, where two or more name a task each: such an entry is perhaps two."""
    sentences = [strip(sentence) for sentence in cut(text.replace("\n", ""), "。") if strip(sentence)]
    tasks = [bool(re.match(rf"(?:{_VERB})", sentence) and _TASK.search(sentence)) for sentence in sentences]
    return [sentence + "。" for sentence in sentences] if len(sentences) > 1 and all(tasks) else []
