"""Cutting a sentence where no quotation, title mark or bracket is open."""

_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "「": "」",
    "【": "】",
    "〔": "〕",
}
_CLOSERS = frozenset(_PAIRS.values())


def cut(text: str, separators: str) -> list[str]:
    """The pieces between separators, leaving alone what stands in “ ”, 《 》, （ ）.

    An opening mark that is never closed protects nothing: a typing slip must not swallow the rest.
    """
    protected = _protected(text)
    pieces, start = [], 0
    for index, character in enumerate(text):
        if character in separators and not protected[index]:
            pieces.append(text[start:index])
            start = index + 1
    pieces.append(text[start:])
    return pieces


def balanced(text: str) -> bool:
    """Whether every mark that opens in the text closes in it, and the other way round."""
    depth: list[str] = []
    for character in text:
        if character in _PAIRS:
            depth.append(_PAIRS[character])
        elif character in _CLOSERS and (not depth or depth.pop() != character):
            return False
    return not depth


def _protected(text: str) -> list[bool]:
    inside = [0] * (len(text) + 1)
    waiting: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character in _PAIRS:
            waiting.append((_PAIRS[character], index))
        elif character in _CLOSERS and waiting and waiting[-1][0] == character:
            _, opened = waiting.pop()
            inside[opened] += 1
            inside[index] -= 1
    covered, result = 0, []
    for step in inside[:-1]:
        covered += step
        result.append(covered > 0)
    return result
