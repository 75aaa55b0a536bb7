"""The shape of ``Release.content``: all that a work's public page needs, and nothing else.

``curation.snapshot`` writes it, the showcase's templates read it. Every ``src`` is relative to
``public/<token>/``; ``showcase.templatetags.showcase`` makes addresses of them.
"""

from typing import NotRequired, TypedDict


class Source(TypedDict):
    """One file of a picture in a certain width, in pixels."""

    src: str
    width: int
    height: int


class Play(TypedDict):
    """A file that browsers play."""

    src: str
    type: str


class Handout(TypedDict):
    """A PDF for readers to take home, with its size in bytes."""

    src: str
    size: int


class Chapter(TypedDict):
    """A part of a recording: the second in which it begins, and its title."""

    at: float
    title: str


class Slide(TypedDict):
    """From which second on which page of the handout stands beside the recording, counted from 1."""

    at: float
    page: int


class Medium(TypedDict):
    """One thing that is shown: a picture, a recording, a document."""

    kind: str  # picture, video, audio, document
    role: str  # main, script
    caption: str
    alt: str
    width: int | None  # pixels of the original, upright
    height: int | None
    taken: NotRequired[str]  # the day of which a camera wrote, 2021-06-18; empty where none did
    colour: str  # dominant, as #rrggbb; empty where unknown
    webp: list[Source]  # ascending widths
    avif: NotRequired[list[Source]]  # the same; nothing where the step had not run at the release
    jpeg: list[Source]
    square: NotRequired[list[int]]  # of a detail: which medium (from 0) it was cut from, and x, y, side there
    tiles: str | None  # info.json of an IIIF Image API 3 level 0 tree
    play: Play | None
    opus: NotRequired[str | None]  # the same sound, smaller
    hls: NotRequired[str | None]  # the same video in several sizes: its master playlist
    sprites: NotRequired[str | None]  # WebVTT: which part of a sheet of small frames stands for which seconds
    captions: NotRequired[str | None]  # WebVTT, of a file that stands beside a recording
    cues: NotRequired[list[tuple[float, str]]]  # what the captions say, each line with its second
    poster: str | None
    duration: float | None  # seconds
    peaks: list[float]  # waveform, 0 to 1; empty where there is none
    html: str | None  # clean HTML of a document
    pages: list[Source]  # page pictures of a document
    handout: NotRequired[Handout]  # these pages bound, where they may be taken home


class Region(TypedDict):
    """Where a line of the text stands: ``line`` and ``medium`` count from 0, ``box`` is x, y, width, height in pixels."""

    line: int
    medium: int
    box: list[int]


class Detail(TypedDict):
    """A field of the kind that is filled in and public."""

    name: str
    label: str
    label_en: str
    value: str
    value_en: str


class KindFacts(TypedDict):
    """The kind as it was called at release."""

    code: str
    name: str
    name_en: str
    family: str


class ItemFacts(TypedDict):
    """The item of the plan that the work answers."""

    id: int
    label: str
    title: str


class Signer(TypedDict):
    """A public credit: who took which part in the reviews."""

    part: str  # first, second, final, secrecy, or the code of another stage
    stage: NotRequired[str]  # its name when it was signed; older releases lack it
    stage_en: NotRequired[str]
    name: str


class Content(TypedDict):
    """A released work."""

    slug: str
    title: str
    kind: KindFacts
    unit: str
    unit_en: str
    unit_id: int
    item: ItemFacts | None
    authors: list[str]
    people: NotRequired[
        list[int | None]
    ]  # whom the authors are in the register, where it knows; older lack it
    created: str
    year: int | None
    summary: str
    text: str  # plain; a blank line parts paragraphs
    times: NotRequired[list[float | None]]  # when each paragraph of the text is said in the first recording
    chapters: NotRequired[list[Chapter]]  # of the first recording
    slides: NotRequired[list[Slide]]  # of the first document with pages, in step with the first recording
    regions: NotRequired[list[Region]]  # of the lines of a transcription
    closeups: NotRequired[list[Medium]]  # squares of its pictures, each with a sentence as its caption
    details: list[Detail]
    media: list[Medium]
    signers: list[Signer]
    attested: str  # the earlier approval, for works released before; else empty
