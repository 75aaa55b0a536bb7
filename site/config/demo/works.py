"""The catalogue of the demonstration: which works there are, by whom, and how their files are made."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from config.demo import calligraphy, lecture, lectures, photographs, scrolls, texts
from config.demo.brushes import NAMES
from config.demo.calligraphy import Piece
from config.demo.fields import random
from config.demo.lecture import Slide
from config.demo.photographs import Frame
from media_library.ingest.confine import die_with_parent

CREDIT = "字体渲染示例，非书法原作"


@dataclass(frozen=True)
class Made:
    """A file of a work: where it is, its role (``main`` or ``script``), its caption."""

    path: Path
    role: str = "main"
    caption: str = ""


@dataclass(frozen=True)
class Work:
    """A work to be sent in. ``key`` names it for good; ``item`` is the item's number in ``notice.txt``."""

    key: str
    kind: str
    title: str
    author: str
    unit: str
    item: str
    created: str
    summary: str
    text: str
    details: dict[str, str | int]
    draw: Callable[[Path, int], list[Made]] = field(repr=False)

    def make(self, folder: Path, seed: int = 1) -> list[Made]:
        """Make the files in a folder of the work's own below ``folder``. Raises FontMissing before ``npm ci``."""
        own = folder / self.key
        own.mkdir(parents=True, exist_ok=True)
        return self.draw(own, seed)


def make_all(
    folder: Path, keys: Sequence[str], seed: int = 1, workers: int = 2
) -> Iterator[tuple[str, list[Made]]]:
    """Make the files of these works side by side, and yield key and files of each as soon as they stand.

    A work's files do not depend on the order. Raises FontMissing before ``npm ci``, KeyError for an unknown key.
    """
    # The longest first, so that no process waits for the other at the end.
    kinds = ("lecture", "photograph", "calligraphy", "essay")
    order = sorted(keys, key=lambda key: kinds.index(BY_KEY[key].kind))
    # Without the initializer a pool whose owner is killed waits for ever.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=die_with_parent) as pool:
        running = {pool.submit(make, key, folder, seed): key for key in order}
        for done in as_completed(running):
            yield running[done], done.result()


def make(key: str, folder: Path, seed: int = 1) -> list[Made]:
    """Make the files of the work with this key. Raises KeyError where there is none."""
    return BY_KEY[key].make(folder, seed)


def _scans(pieces: tuple[Piece, ...], captions: tuple[str, ...], folder: Path, seed: int) -> list[Made]:
    made = []
    for number, (piece, caption) in enumerate(zip(pieces, captions, strict=True), start=1):
        image = calligraphy.draw(piece, random(seed, folder.name, str(number)))
        made.append(Made(calligraphy.save(image, folder / f"{number}.jpg"), caption=f"{caption}（{CREDIT}）"))
    return made


def _set(frames: tuple[Frame, ...], folder: Path, seed: int) -> list[Made]:
    made = []
    for number, frame in enumerate(frames, start=1):
        image = frame.paint(random(seed, folder.name, str(number)))
        path = photographs.save(image, frame.taken, folder / f"{number}.jpg")
        made.append(Made(path, caption=frame.caption))
    return made


def _words(name: str, folder: Path, seed: int) -> list[Made]:
    title, text = texts.essay(name)
    return [Made(texts.word(title, text, folder / f"{title}.docx"))]


def _nothing(folder: Path, seed: int) -> list[Made]:
    return []


def _film(slides: tuple[Slide, ...], title: str, folder: Path, seed: int) -> list[Made]:
    video = lecture.film(slides, folder, "lecture", random(seed, folder.name))
    words = texts.word(title, lecture.script(slides), folder / f"{title}讲稿.docx")
    return [Made(video, caption="示例影像：画面与配乐由程序生成"), Made(words, role="script", caption="讲稿")]


def _recording(slides: tuple[Slide, ...], folder: Path, seed: int) -> list[Made]:
    audio = lecture.recording(slides, folder, "lecture", random(seed, folder.name))
    return [Made(audio, caption="示例录音：配乐由程序生成")]


def _calligraphy(
    key: str,
    title: str,
    author: str,
    unit: str,
    source: str,
    text: str,
    form: str,
    size: tuple[int, int],
    pieces: tuple[Piece, ...],
    captions: tuple[str, ...] = ("全貌",),
    summary: str = "",
) -> Work:
    """A piece of calligraphy; ``size`` is the true height and width in cm of each sheet."""
    piece = pieces[-1]
    details: dict[str, str | int] = {
        "script": NAMES[piece.brush],
        "form": form,
        "height_cm": size[0],
        "width_cm": size[1],
        "material": piece.on.name,
        "source": source,
        "seals": "、".join(dict.fromkeys(seal for seal, _ in piece.stamps)),
    }
    said = summary or f"书{source}。{CREDIT}，为演示而作。"
    draw = partial(_scans, pieces, captions)
    return Work(key, "calligraphy", title, author, unit, "10", "2021-06", said, text, details, draw)


def _essay(
    key: str,
    author: str,
    unit: str,
    item: str,
    genre: str,
    created: str,
    summary: str,
    *,
    sent_as_word: bool = False,
) -> Work:
    title, text = texts.essay(key)
    draw = partial(_words, key) if sent_as_word else _nothing
    text = "" if sent_as_word else text
    return Work(key, "essay", title, author, unit, item, created, summary, text, {"genre": genre}, draw)


def _photographs(
    key: str,
    title: str,
    author: str,
    unit: str,
    item: str,
    place: str,
    event: str,
    frames: tuple[Frame, ...],
    summary: str,
) -> Work:
    taken = frames[0].taken.date().isoformat()
    details: dict[str, str | int] = {"taken_on": taken, "place": place, "event": event}
    text = ""
    return Work(
        key, "photograph", title, author, unit, item, taken, summary, text, details, partial(_set, frames)
    )


CATALOGUE: tuple[Work, ...] = (
    _calligraphy(
        "tower", "登鹳雀楼", "沈砚秋（示例）", "民事审判庭（示例）", "王之涣《登鹳雀楼》",
        "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。", "条幅", (138, 69), (scrolls.TOWER,),
    ),
    _calligraphy(
        "pond", "观书有感", "陆知微（示例）", "政治部", "朱熹《观书有感·其一》",
        "半亩方塘一鉴开，天光云影共徘徊。\n问渠那得清如许？为有源头活水来。", "斗方", (69, 69), (scrolls.POND,),
    ),
    _calligraphy(
        "lotus-tower", "芙蓉楼送辛渐", "顾守拙（示例）", "民事审判庭（示例）", "王昌龄《芙蓉楼送辛渐》",
        "寒雨连江夜入吴，平明送客楚山孤。\n洛阳亲友如相问，一片冰心在玉壶。", "条幅", (138, 53), (scrolls.LOTUS_TOWER,),
    ),
    _calligraphy(
        "plum", "梅花", "林听松（示例）", "民事审判庭（示例）", "王安石《梅花》",
        "墙角数枝梅，凌寒独自开。\n遥知不是雪，为有暗香来。", "扇面", (33, 33), (scrolls.PLUM,),
    ),
    _calligraphy(
        "small-pond", "小池", "江清和（示例）", "新媒体团队", "杨万里《小池》",
        "泉眼无声惜细流，树阴照水爱晴柔。\n小荷才露尖尖角，早有蜻蜓立上头。", "小品", (45, 35), (scrolls.SMALL_POND,),
        summary="瓷青笺，泥金楷书，写初夏的一汪水。字体渲染示例，非书法原作，为演示而作。",
    ),
    _calligraphy(
        "couplet", "纸上得来终觉浅 绝知此事要躬行", "沈砚秋（示例）", "民事审判庭（示例）", "陆游《冬夜读书示子聿》句",
        "纸上得来终觉浅，\n绝知此事要躬行。", "对联", (138, 30), scrolls.COUPLET, ("上联", "下联"),
    ),
    _calligraphy(
        "study-wall", "书端州郡斋壁", "陆知微（示例）", "政治部", "包拯《书端州郡斋壁》",
        "清心为治本，直道是身谋。\n秀干终成栋，精钢不作钩。\n仓充鼠雀喜，草尽兔狐愁。\n史册有遗训，毋贻来者羞。",
        "手卷", (34, 170), (scrolls.STUDY_WALL,),
    ),
    _calligraphy(
        "peak", "登飞来峰四条屏", "何云起（示例）", "刑事审判庭（示例）", "王安石《登飞来峰》",
        "飞来山上千寻塔，\n闻说鸡鸣见日升。\n不畏浮云遮望眼，\n自缘身在最高层。", "条屏", (138, 33), scrolls.PEAK,
        ("第一屏", "第二屏", "第三屏", "第四屏"),
    ),
    _calligraphy(
        "gold", "千淘万漉虽辛苦 吹尽狂沙始到金", "叶知秋（示例）", "立案庭（示例）", "刘禹锡《浪淘沙·其八》句",
        "千淘万漉虽辛苦，\n吹尽狂沙始到金。", "横幅", (34, 84), (scrolls.GOLD,),
    ),
    _essay("window", "苏临溪（示例）", "民事审判庭（示例）", "10", "散文", "2021-05", "三楼朝东的窗边，每天早上七点四十，总有人在读书。"),
    _essay("morning", "韦青禾（示例）", "青石坪法庭（示例）", "10", "散文", "2021-06", "一座乡村法庭从扫院子开始的一天。", sent_as_word=True),
    _essay("mediation", "唐见山（示例）", "青石坪法庭（示例）", "9", "案例故事", "2021-07", "一只水泵，三页没有用上的提纲。本文人物、地点与情节均为虚构。"),
    _essay("notebook", "白小满（示例）", "政治部", "10", "散文", "2021-06", "铁柜下面的纸箱里，二十三个笔记本，一年一本。", sent_as_word=True),
    _essay("road", "罗远舟（示例）", "刑事审判庭（示例）", "8", "心得体会", "2021-08", "去云岭村有三十六道弯，我们走了三次，才学会先听。"),
    _photographs(
        "ridges", "云岭六时", "高望舒（示例）", "刑事审判庭（示例）", "8", "云岭村垭口（示例）", "赴联系村学习体验途中", photographs.RIDGES,
        "从凌晨到日落，再到半年后的雪，云岭路上的六张照片。画面由程序绘制，为演示而作。",
    ),
    _photographs(
        "river", "沿河一日", "卢水生（示例）", "机关党支部", "8", "青石河湾（示例）", "巡河护河志愿服务", photographs.RIVER,
        "一个志愿服务日，从清晨走到月亮升起。画面由程序绘制，为演示而作。",
    ),
    _photographs(
        "tree", "坡上那棵老树", "叶知秋（示例）", "立案庭（示例）", "8", "法庭后坡（示例）", "四季记录", photographs.TREE,
        "同一棵树，春夏秋冬各站一次。画面由程序绘制，为演示而作。",
    ),
    _photographs(
        "desk", "书房的下午", "江清和（示例）", "新媒体团队", "10", "阅览室（示例）", "读书角", photographs.DESK,
        "读书角的一个下午，没有人，只有光。画面由程序绘制，为演示而作。",
    ),
    Work(
        "poem-lecture", "lecture", "示例党课：如何读一首诗", "沈砚秋（示例）", "民事审判庭（示例）", "6", "2021-06-25",
        "四十七秒，二十个字，四步读法。画面与配乐由程序生成，没有人声，请看讲稿。", lecture.script(lectures.HOW_TO_READ),
        {"speaker": "沈砚秋（示例）", "held_on": "2021-06-25", "place": "三楼阅览室（示例）"},
        partial(_film, lectures.HOW_TO_READ, "如何读一首诗"),
    ),
    Work(
        "tea-lecture", "lecture", "示例微讲：一盏茶读《小池》", "韦青禾（示例）", "青石坪法庭（示例）", "7", "2021-07-02",
        "只有声音的一讲。配乐由程序生成，没有人声，请看讲稿。", lecture.script(lectures.CUP_OF_TEA),
        {"speaker": "韦青禾（示例）", "held_on": "2021-07-02", "place": "青石坪法庭（示例）"},
        partial(_recording, lectures.CUP_OF_TEA),
    ),
)  # fmt: skip
BY_KEY = {work.key: work for work in CATALOGUE}
