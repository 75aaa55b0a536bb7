"""Sets of painted "photographs", saved as a camera would: JPEG with the date and time of taking."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PIL import Image

from config.demo import desk, fields, tree, views
from config.demo.fields import Random
from config.demo.views import Weather

DAWN = Weather(
    (96, 120, 160),
    (250, 214, 178),
    (206, 176, 170),
    (46, 50, 66),
    glow=(255, 214, 160),
    sun=(0.66, 0.36),
    mist=0.7,
)
MIST = Weather((196, 206, 208), (232, 232, 226), (190, 200, 202), (52, 72, 74), mist=0.85)
DUSK = Weather(
    (54, 62, 104),
    (238, 160, 120),
    (150, 110, 128),
    (26, 26, 44),
    glow=(255, 190, 130),
    sun=(0.3, 0.45),
    mist=0.55,
)
NOON = Weather((84, 146, 200), (214, 232, 238), (150, 184, 200), (40, 78, 66), mist=0.55)
NIGHT = Weather(
    (14, 20, 42),
    (70, 84, 120),
    (52, 64, 96),
    (10, 14, 26),
    glow=(214, 222, 240),
    sun=(0.72, 0.2),
    mist=0.5,
    stars=True,
)
SNOW = Weather((150, 170, 192), (236, 238, 240), (210, 218, 226), (88, 104, 122), mist=0.7)

# EXIF 2.32: names of the tags that we write.
_DATE_TIME, _MAKE, _MODEL, _EXIF, _ORIGINAL = 0x0132, 0x010F, 0x0110, 0x8769, 0x9003


@dataclass(frozen=True)
class Frame:
    """One picture of a set: what it shows, when it was "taken" (local time), how it is painted."""

    caption: str
    taken: datetime
    paint: Callable[[Random], Image.Image]


RIDGES = (
    Frame(
        "四点五十分，月亮还在，山已经醒了。",
        datetime(2021, 6, 18, 4, 50),
        partial(views.mountains, NIGHT, layers=5),
    ),
    Frame(
        "五点三十五分，日出前的云岭，七只早起的鸟。",
        datetime(2021, 6, 18, 5, 35),
        partial(views.mountains, DAWN, birds=7),
    ),
    Frame(
        "七点，雾从谷底升上来，最远的山只剩一道边。",
        datetime(2021, 6, 18, 7, 2),
        partial(views.mountains, MIST, layers=7, steep=0.3),
    ),
    Frame(
        "正午，雾散了，从垭口数得出六重山。", datetime(2021, 6, 18, 12, 10), partial(views.mountains, NOON)
    ),
    Frame(
        "傍晚返程，在等人弯停了五分钟。",
        datetime(2021, 6, 18, 19, 24),
        partial(views.mountains, DUSK, layers=5),
    ),
    Frame(
        "半年后再来，山上落了薄雪。", datetime(2021, 12, 12, 9, 16), partial(views.mountains, SNOW, layers=6)
    ),
)
RIVER = (
    Frame("清晨，太阳刚过对岸的山脊。", datetime(2021, 7, 9, 6, 12), partial(views.river, DAWN)),
    Frame(
        "雨后，河面很静，渡船还没有人来。", datetime(2021, 7, 9, 8, 40), partial(views.river, MIST, boat=True)
    ),
    Frame(
        "正午，走到上游，水面开阔起来。",
        datetime(2021, 7, 9, 12, 30),
        partial(views.river, NOON, reeds=False),
    ),
    Frame("日落，巡河的人收工了。", datetime(2021, 7, 9, 19, 38), partial(views.river, DUSK)),
    Frame(
        "月下，水声比白天大。",
        datetime(2021, 7, 9, 22, 5),
        partial(views.river, replace(NIGHT, sun=(0.6, 0.16)), reeds=False),
    ),
)
DESK = (
    Frame("午后的墙，竹影走得很慢。", datetime(2021, 5, 8, 16, 20), desk.window_light),
    Frame("一杯茶，等一个字想清楚。", datetime(2021, 5, 8, 16, 45), desk.tea),
    Frame("读过的书和还没有洗的笔。", datetime(2021, 5, 8, 18, 5), desk.books),
    Frame("写满一页，就合上。", datetime(2021, 5, 8, 21, 30), desk.notebook),
)


def _old_tree(season: tree.Season, rng: Random) -> Image.Image:
    """The same tree in every season: its shape does not depend on the picture's own generator."""
    return tree.draw(season, rng, fields.random(7, "old tree"))


TREE = (
    Frame("三月，第一批新叶，颜色还很浅。", datetime(2021, 3, 28, 10, 0), partial(_old_tree, tree.SPRING)),
    Frame("七月，树荫正好盖住坡顶。", datetime(2021, 7, 16, 10, 0), partial(_old_tree, tree.SUMMER)),
    Frame("十一月，风一来，半坡都是金的。", datetime(2021, 11, 6, 10, 0), partial(_old_tree, tree.AUTUMN)),
    Frame("一月，雪落在朝上的那一面。", datetime(2022, 1, 9, 10, 0), partial(_old_tree, tree.WINTER)),
)


def save(image: Image.Image, taken: datetime, path: Path) -> Path:
    """Write the picture as JPEG with its date and time in EXIF, and return its path."""
    exif = Image.Exif()
    moment = taken.strftime("%Y:%m:%d %H:%M:%S")
    exif[_DATE_TIME], exif[_MAKE], exif[_MODEL] = moment, "Hanmo", "Demo painter"
    exif.get_ifd(_EXIF)[_ORIGINAL] = moment
    image.save(path, "JPEG", quality=88, exif=exif)
    return path
