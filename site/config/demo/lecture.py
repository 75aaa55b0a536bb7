"""A short lecture: slides set in brush type, a tune in place of the voice; the script carries the words."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from PIL import Image, ImageDraw

from config.demo import brushes, ink, music, paper, seals
from config.demo.fields import Random

SIZE = (1280, 720)
FADE = 0.8
RATE = 15
PLAIN = paper.Paper("素纸", (247, 242, 232), fibre=0.25, cloud=0.5)
RED = (166, 27, 31)
INK = (43, 38, 34)
GREY = (94, 85, 77)


@dataclass(frozen=True)
class Slide:
    """One slide: a heading, up to three lines, columns of verse at the right, and what is "said" meanwhile."""

    heading: str
    lines: tuple[str, ...]
    verse: tuple[str, ...]
    said: tuple[str, ...]
    seconds: float = 8.0


def draw(slide: Slide, rng: Random) -> Image.Image:
    """The slide as a picture of 1280 × 720."""
    sheet = paper.sheet(PLAIN, *SIZE, rng)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((96, 118, 120, 121), fill=RED)
    pen.text((96, 140), slide.heading, fill=INK, font=brushes.brush("regular", 66))
    for row, line in enumerate(slide.lines):
        pen.text((96, 282 + row * 74), line, fill=GREY, font=brushes.brush("regular", 40))
    size = 96 if slide.verse and max(len(column) for column in slide.verse) <= 5 else 68
    for index, column in enumerate(slide.verse):
        for at, char in enumerate(column):
            place = (1150 - index * size * 1.22, 150 + at * size * 1.04)
            ink.write(sheet, char, place, size, "running", rng, dry=0.4 * (at / 6) ** 2)
    if slide.verse:
        left = 1150 - (len(slide.verse) - 0.1) * size * 1.22
        seals.press(sheet, "砚秋", (left, 520), 58, rng, sunk=True)
    pen.text((96, 640), "示例 字体渲染 合成音轨", fill=GREY, font=brushes.brush("regular", 22))
    return sheet


def film(slides: tuple[Slide, ...], folder: Path, name: str, rng: Random) -> Path:
    """Make the lecture's MP4 (H.264, AAC) in the folder and return its path.

    Raises RuntimeError with ffmpeg's own words where it fails.
    """
    pictures = []
    for number, slide in enumerate(slides, start=1):
        path = folder / f"{name}-{number}.png"
        draw(slide, rng).save(path, compress_level=1)
        pictures.append(path)
    total = sum(slide.seconds for slide in slides)
    sound = music.save(music.tune(total, rng), folder / f"{name}.wav")
    inputs: list[str] = []
    for picture in pictures:
        inputs += ["-framerate", str(RATE), "-i", str(picture)]
    video = folder / f"{name}.mp4"
    _ffmpeg(
        *inputs, "-i", str(sound),
        "-filter_complex", _fades(slides), "-map", f"[v{len(slides) - 1}]", "-map", f"{len(slides)}:a",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-tune", "stillimage", "-pix_fmt", "yuv420p",
        "-g", "100", "-c:a", "aac", "-b:a", "96k", "-t", f"{total}", "-movflags", "+faststart", str(video),
    )  # fmt: skip
    for path in (sound, *pictures):
        path.unlink()
    return video


def recording(slides: tuple[Slide, ...], folder: Path, name: str, rng: Random) -> Path:
    """Make an audio-only lecture (MP3) and return its path. Raises RuntimeError where ffmpeg fails."""
    total = sum(slide.seconds for slide in slides)
    sound = music.save(music.tune(total, rng), folder / f"{name}.wav")
    audio = folder / f"{name}.mp3"
    _ffmpeg("-i", str(sound), "-c:a", "libmp3lame", "-b:a", "96k", str(audio))
    sound.unlink()
    return audio


def script(slides: tuple[Slide, ...]) -> str:
    """The lecture's text: a paragraph for each slide."""
    return "\n\n".join("".join(slide.said) for slide in slides)


def starts(slides: tuple[Slide, ...]) -> list[float]:
    """The second in which each slide, and its paragraph of the script, begins."""
    return [float(sum(slide.seconds for slide in slides[:n])) for n in range(len(slides))]


def chapters(slides: tuple[Slide, ...]) -> list[dict[str, Any]]:
    """The slides that have a heading, as the chapters of the lecture."""
    named = zip(starts(slides), slides, strict=True)
    return [{"at": at, "title": slide.heading} for at, slide in named if slide.heading]


def _fades(slides: tuple[Slide, ...]) -> str:
    """A filter graph that holds each slide (decoded once) and blends it into the next."""
    steps = []
    for index, slide in enumerate(slides):
        frames = round((slide.seconds + FADE) * RATE)
        steps.append(
            f"[{index}:v]format=yuv420p,loop=loop={frames - 1}:size=1,setpts=N/({RATE}*TB),fps={RATE}[s{index}]"
        )
    shown, before = 0.0, "s0"
    for index in range(1, len(slides)):
        shown += slides[index - 1].seconds
        steps.append(f"[{before}][s{index}]xfade=transition=fade:duration={FADE}:offset={shown}[v{index}]")
        before = f"v{index}"
    return ";".join(steps)


def _ffmpeg(*arguments: str) -> None:
    """Run the ffmpeg that comes with imageio-ffmpeg; the result carries no date, so that a seed repeats it."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-nostdin", *arguments[:-1]]
    command += [
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-map_metadata",
        "-1",
        arguments[-1],
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(f"ffmpeg could not make {Path(arguments[-1]).name}: {done.stderr.strip()}")
