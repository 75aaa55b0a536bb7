"""How a calligraphy hangs: which of its pictures are the work, in what manner, and how large it truly is."""

from collections import Counter
from dataclasses import dataclass, replace

from showcase.content import Content, Medium

DETAILS = 3  # 看一笔: no more than three
# Proportions, width to height, where one manner ends and the next begins.
UPRIGHT, STRIP = 0.85, 3.0
# A door and a sheet of A4 as everybody knows them, in centimetres: height, width.
DOOR, SHEET = (200.0, 90.0), (29.7, 21.0)
EYES = 150.0  # height of the middle of what hangs
LIKE = 0.12  # so far may a scan differ from the measured proportions and still be the whole sheet
BETWEEN = {"pair": 20.0, "screens": 2.0}  # so far apart, in centimetres, hang the sheets of a work
LARGEST = 2000.0  # nothing longer is drawn to scale


@dataclass(frozen=True)
class Hanging:
    """``manner``: scroll (upright), square, strip (wider than 3:1), pair, screens, album or nothing.

    ``panels`` are the work, in the order of reading, the first at the right; ``details`` are close-ups.
    """

    manner: str
    panels: list[Medium]
    details: list[Medium]


def facts(content: Content) -> dict[str, str]:
    """The details by name."""
    return {each["name"]: each["value"] for each in content["details"]}


def pictures(content: Content) -> list[Medium]:
    """The work's own pictures that have something to show."""
    return [
        each
        for each in content["media"]
        if each["kind"] == "picture" and each["role"] == "main" and (each["jpeg"] or each["webp"])
    ]


def told_apart(content: Content) -> Content:
    """The content with alternative texts that tell its pictures apart: one that several share, as the title where nobody
    described them, is numbered, 山路 2 / 5."""
    shown = pictures(content)
    called = [each["alt"] or content["title"] for each in shown]
    often = Counter(called)
    numbered = {
        id(each): f"{alt} {number} / {len(shown)}"
        for number, (each, alt) in enumerate(zip(shown, called, strict=True), start=1)
        if often[alt] > 1
    }
    media = [{**each, "alt": numbered.get(id(each), each["alt"])} for each in content["media"]]
    return {**content, "media": media}  # type: ignore[typeddict-item]


def is_hung(content: Content) -> bool:
    """Whether the pictures are one work on a wall rather than a set of photographs."""
    return content["kind"]["family"] == "pictures" and not {"script", "form", "height_cm"}.isdisjoint(
        facts(content)
    )


def proportion(medium: Medium) -> float:
    """Width to height; 1 where unknown."""
    return (medium["width"] or 1) / (medium["height"] or 1)


def hang(content: Content) -> Hanging:
    """Decide by the form that the label names, then by the proportions of the first picture."""
    hung = _hang(content)
    # Squares that an editor picked stand in place of close-ups that were sent in.
    return replace(hung, details=content["closeups"][:DETAILS]) if content.get("closeups") else hung


def _hang(content: Content) -> Hanging:
    shown = pictures(content)
    form = facts(content).get("form", "")
    if not shown:
        return Hanging("nothing", [], [])
    if form == "册页":
        return Hanging("album", shown, [])
    if form in {"对联", "条屏"} and len(shown) > 1:
        alike = [each for each in shown if abs(proportion(each) / proportion(shown[0]) - 1) < 0.15]
        panels = alike[:2] if form == "对联" else alike
        if len(panels) > 1:
            details = [each for each in shown if each not in panels]
            return Hanging("pair" if len(panels) == 2 else "screens", panels, details[:DETAILS])
    first = proportion(shown[0])
    manner = "strip" if first > STRIP else "scroll" if first < UPRIGHT else "square"
    return Hanging(manner, shown[:1], shown[1 : 1 + DETAILS])


@dataclass(frozen=True)
class Lit:
    """Where a line of the transcription stands on a panel: its rectangles, and all of the panel but them as a path."""

    line: int
    boxes: list[list[int]]
    around: str


@dataclass(frozen=True)
class Panel:
    """A picture on the wall: ``number`` among the work's media, ``cm`` its true width where that is known."""

    number: int
    medium: Medium
    lit: list[Lit]
    cm: float | None


def panels(content: Content, hung: Hanging) -> list[Panel]:
    """What hangs, with the places of the lines on it."""
    numbers = {id(each): number for number, each in enumerate(content["media"])}
    return [
        Panel(number, medium, _lit(content, number, medium), _width_cm(content, medium))
        for medium in hung.panels
        for number in [numbers[id(medium)]]
    ]


def _lit(content: Content, number: int, medium: Medium) -> list[Lit]:
    boxes: dict[int, list[list[int]]] = {}
    for region in content.get("regions", []):
        if region["medium"] == number:
            boxes.setdefault(region["line"], []).append(region["box"])
    frame = f"M0 0H{medium['width']}V{medium['height']}H0Z"
    return [
        Lit(line, found, frame + "".join(f"M{x} {y}h{wide}v{high}h-{wide}z" for x, y, wide, high in found))
        for line, found in sorted(boxes.items())
    ]


def _measured(content: Content) -> tuple[float, float] | None:
    """Height and width of a sheet in centimetres; None where it was not measured."""
    found = facts(content)
    try:
        height, width = float(found["height_cm"]), float(found["width_cm"])
    except (KeyError, ValueError):
        return None
    return (height, width) if 0 < height <= LARGEST and 0 < width <= LARGEST else None


def _width_cm(content: Content, medium: Medium) -> float | None:
    """The true width of what a picture shows; None where it was not measured, or the picture shows more than it."""
    if (sheet := _measured(content)) is None:
        return None
    height, width = sheet
    return width if abs(proportion(medium) * height / width - 1) <= LIKE else None


@dataclass(frozen=True)
class Shape:
    """A rectangle in centimetres from the upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TrueSize:
    """A drawing to one scale: a door, the work, all sheets of it, a sheet of A4. ``view_box`` is in centimetres."""

    height_cm: str
    width_cm: str
    view_box: str
    door: Shape
    knob: tuple[float, float]
    works: list[Shape]
    sheet: Shape
    floor: float
    end: float


def true_size(content: Content) -> TrueSize | None:
    """The drawing, or None where the work was not measured."""
    if (measured := _measured(content)) is None:
        return None
    height, width = measured
    gap = 30.0
    above_floor = max(EYES, 10 + height / 2)
    floor = max(DOOR[0], above_floor + height / 2, EYES + SHEET[0]) + 10
    middle = floor - above_floor
    door = Shape(1, floor - DOOR[0], DOOR[1], DOOR[0])
    hung = _hang(content)
    # What was measured is one sheet of a couplet where its scan has those proportions, else perhaps all of it.
    number = len(hung.panels) if hung.manner in BETWEEN and _width_cm(content, hung.panels[0]) else 1
    between = BETWEEN.get(hung.manner, 0.0)
    left = door.x + door.width + gap
    works = [Shape(left + n * (width + between), middle - height / 2, width, height) for n in range(number)]
    sheet = Shape(works[-1].x + width + gap, floor - EYES - SHEET[0] / 2, SHEET[1], SHEET[0])
    end = sheet.x + sheet.width + 1
    return TrueSize(
        height_cm=f"{height:g}",
        width_cm=f"{width:g}",
        view_box=f"0 0 {end:g} {floor + 1:g}",
        door=door,
        knob=(door.x + door.width - 10, floor - 98),
        works=works,
        sheet=sheet,
        floor=floor,
        end=end,
    )
