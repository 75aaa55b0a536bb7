"""How a text sounds: full pinyin and initials, without tones; for names with every reading."""

import re
from itertools import islice, product
from typing import Any

from pypinyin import Style, lazy_pinyin, load_single_dict
from pypinyin import pinyin as _pinyin

from zh.fold import CJK, fold
from zh.numbers import arabic_number

SURNAMES: dict[str, str] = dict(
    re.findall(
        r"(\S+)=(\S+)",
        "单=shan 曾=zeng 解=xie 仇=qiu 区=ou 查=zha 朴=piao 盖=ge 任=ren 华=hua 乐=yue 燕=yan 翟=zhai 缪=miao "
        "员=yun 覃=qin 种=chong 繁=po 折=she 秘=bi 召=shao 黑=he 宿=su 祭=zhai 那=na 佴=nai 乜=nie 洗=xian 冼=xian "
        "葛=ge 过=guo 纪=ji 应=ying 宁=ning 晟=cheng 撒=sa 逄=pang 句=gou 郇=xun 阚=kan 尉=wei 隗=wei 尉迟=yu-chi "
        "万俟=mo-qi 长孙=zhang-sun 澹台=tan-tai 令狐=ling-hu 单于=chan-yu 宰父=zai-fu 呼延=hu-yan 濮阳=pu-yang",
    )
)
"""Surnames that are read otherwise than the character alone."""

# Characters of names that the tables of pypinyin lack.
load_single_dict({ord("𠮷"): "jí"})

_HAN = re.compile(f"[{CJK}]")
_NUMERALS = re.compile("[零〇一二三四五六七八九十百]+")
_WORDS = re.compile(f"[{CJK}]|[^{CJK} ]+")
_READINGS = 12
"""At most so many readings of one name: 4 characters with 3 readings each would be 81."""


def syllables(text: str) -> list[str]:
    """The sound of each Han character and of each word of another script: 书法ABC is ["shu", "fa", "abc"]."""
    folded = fold(text)
    pieces = _WORDS.findall(folded)
    # A character without a reading stands for itself, so that every piece has its sound.
    sounds = iter(lazy_pinyin("".join(piece for piece in pieces if _HAN.match(piece)), errors=_each))
    return [next(sounds) if _HAN.match(piece) else piece for piece in pieces]


def full(text: str) -> str:
    """The whole text as pinyin, without tones and gaps: 书法 is ``shufa``."""
    return "".join(syllables(text))


def initials(text: str) -> str:
    """The first letter of each syllable: 永远跟党走 is ``yygdz``."""
    return "".join(sound[0] for sound in syllables(text))


def in_order(text: str) -> list[str]:
    """By which names are sorted as a reader looks for them: by sound, and 第二 before 第十, whichever comes first by code."""
    numbered = _NUMERALS.sub(lambda found: f" {arabic_number(found[0]) or 0:08} ", text)
    return syllables(re.sub(r"[0-9]+", lambda found: f"{int(found[0]):08}", numbered))


def spans_by_sound(text: str, letters: str) -> list[tuple[int, int]]:
    """Half-open spans of ``text`` (folded) that sound as ``letters`` begin to be typed: in full, else by initials.

    ``shuf`` is 书法, since who types it is about to say so.
    """
    pieces = list(_WORDS.finditer(text))
    sounds = syllables(text)
    for heard in (sounds, [sound[0] for sound in sounds]):
        spans = []
        for first in range(len(pieces)):
            said = ""
            for last in range(first, len(pieces)):
                said += heard[last]
                if len(said) >= len(letters) or not letters.startswith(said):
                    break
            if said.startswith(letters):
                spans.append((pieces[first].start(), pieces[last].end()))
        if spans:
            return spans
    return []


def name_readings(name: str) -> list[list[str]]:
    """Every reading of a person's name as syllables, the likeliest first, at most twelve.

    The surname table gives the first reading; the others are kept, since a person may use any of them.
    """
    chars = _WORDS.findall(fold(name))
    if not chars:
        return []
    choices = [_choices(char) for char in chars]
    for length in (2, 1):
        if known := SURNAMES.get("".join(chars[:length])):
            for place, sound in enumerate(known.split("-")):
                choices[place] = list(dict.fromkeys([sound, *choices[place]]))
            break
    return [list(reading) for reading in islice(product(*choices), _READINGS)]


def _each(unread: str) -> Any:
    return list(unread)


def _choices(piece: str) -> list[str]:
    if not _HAN.match(piece):
        return [piece]
    (readings,) = _pinyin(piece, style=Style.NORMAL, heteronym=True)
    return list(dict.fromkeys(reading for reading in readings if reading))
