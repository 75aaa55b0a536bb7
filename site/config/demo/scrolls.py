"""The pieces of calligraphy: public-domain poems of the Tang and the Song, in eight formats.

The cursive brush draws some characters in their old forms; only poems whose old forms are the right ones use it.
"""

from config.demo import ink, paper
from config.demo.calligraphy import Piece

TOWER = Piece(
    (2400, 4800),
    ("白日依山尽黄河", "入海流欲穷千里", "目更上一层楼"),
    "running",
    paper.RAW,
    "王之涣诗 辛丑初夏 砚秋书",
    signature_from=0.3,
    stamps=(("砚秋", False), ("示例之印", True)),
    corner_stamp="观澜",
    fill=1.18,
)
POND = Piece(
    (3200, 3200),
    ("半亩方塘一鉴", "开天光云影共", "徘徊问渠那得", "清如许为有源", "头活水来"),
    "regular",
    paper.GOLD,
    "朱熹诗 知微",
    signature_from=0.6,
    stamps=(("知微", True),),
    corner_stamp="半亩",
    dry=0.3,
)
LOTUS_TOWER = Piece(
    (2000, 5200),
    ("寒雨连江夜入吴平明送", "客楚山孤洛阳亲友如相", "问一片冰心在玉壶"),
    "cursive",
    paper.OLD,
    "王昌龄诗 守拙",
    signature_from=0.55,
    stamps=(("守拙", True),),
    corner_stamp="冰心",
    sway=0.03,
    fill=1.16,
)
PLUM = Piece(
    (3000, 3000),
    ("墙角数", "枝梅凌寒", "独自开遥知", "不是雪为", "有暗香来"),
    "running",
    paper.SILK,
    "半山诗 听松",
    signature_from=0.46,
    stamps=(("听松", False),),
    margins=(0.19, 0.15, 0.19),
    starts=(1, 0.5, 0, 0.3, 0.3),
    fill=1.15,
    round_fan=True,
)
SMALL_POND = Piece(
    (2800, 3600),
    ("泉眼无声惜细", "流树阴照水爱", "晴柔小荷才露", "尖尖角早有蜻", "蜓立上头"),
    "regular",
    paper.INDIGO,
    "杨万里小池 清和",
    signature_from=0.58,
    stamps=(("清和", False),),
    stamp_colour=(196, 70, 52),
    ink_colour=ink.GOLD,
    dry=0.15,
)
COUPLET = tuple(
    Piece(
        (1100, 5000),
        (line,),
        "regular",
        paper.RED,
        signature,
        signature_from=0.6,
        stamps=stamps,
        stamp_colour=(222, 186, 110),
        margins=(0.05, 0.13, 0.06),
        dry=0.25,
        fill=1.02,
    )
    # The first line hangs, and stands in the list, at the right.
    for line, signature, stamps in (
        ("纸上得来终觉浅", "", ()),
        ("绝知此事要躬行", "辛丑夏 砚秋", (("砚秋", True),)),
    )
)
STUDY_WALL = Piece(
    (9000, 1800),
    (
        "清心",
        "为治本",
        "直道是",
        "身谋秀",
        "干终成",
        "栋精钢",
        "不作钩",
        "仓充鼠",
        "雀喜草",
        "尽兔狐",
        "愁史册",
        "有遗训",
        "毋贻来",
        "者羞",
    ),
    "running",
    paper.RAW,
    "包拯诗 知微",
    signature_from=0.24,
    stamps=(("知微", True),),
    corner_stamp="清心",
    margins=(0.1, 0.035, 0.1),
    fill=1.12,
)
PEAK = tuple(
    Piece(
        (1000, 4200),
        (line,),
        "running",
        paper.RAW,
        signature,
        signature_from=0.62,
        stamps=stamps,
        margins=(0.07, 0.14, 0.08),
        fill=1.08,
    )
    for line, signature, stamps in (
        ("飞来山上千寻塔", "", ()),
        ("闻说鸡鸣见日升", "", ()),
        ("不畏浮云遮望眼", "", ()),
        ("自缘身在最高层", "半山诗 云起", (("云起", True),)),
    )
)
GOLD = Piece(
    (4200, 1700),
    ("千淘", "万漉", "虽辛", "苦吹", "尽狂", "沙始", "到金"),
    "regular",
    paper.OLD,
    "刘禹锡句 知秋",
    signature_from=0.22,
    stamps=(("知秋", True),),
    corner_stamp="示例",
    margins=(0.14, 0.06, 0.14),
    dry=0.35,
)
