"""Video from telephones, cameras, screens, meeting software and tape decks; and what only calls itself video."""

import struct
import tempfile
from pathlib import Path

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.heif import box, full
from tests.media_library.corpus.jpeg import zipped
from tests.media_library.corpus_pictures import Maker
from tests.media_library.corpus_recordings import ffmpeg, from_lecture, lecture, made

SOUND = ("-f", "lavfi", "-i", "sine=f=440:d=1:r=44100")
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-threads", "1")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=0:pools=1", "-tag:v", "hvc1")
PQ = ("-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc")
HLG = ("-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc")
YUV = ("-pix_fmt", "yuv420p")


def film(size: str = "160x90", seconds: float = 1, rate: str = "25") -> tuple[str, ...]:
    return ("-f", "lavfi", "-i", f"testsrc2=d={seconds}:s={size}:r={rate}")


def turned_film(degrees: int) -> Maker:
    return from_lecture("-c", "copy", "-f", "mov", before=("-display_rotation", str(degrees)))


def with_words(path: Path) -> None:
    """Subtitles, two languages of sound and chapters."""
    with tempfile.TemporaryDirectory() as folder:
        words, chapters = Path(folder) / "words.srt", Path(folder) / "chapters.txt"
        words.write_text("1\n00:00:00,000 --> 00:00:01,000\n字\n")
        chapters.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=一\n")
        inputs = (*film(), *SOUND, *SOUND, "-i", str(words), "-i", str(chapters))
        codecs = (*X264, *YUV, "-c:a", "aac", "-c:s", "srt" if path.suffix == ".mkv" else "mov_text")
        ffmpeg(
            *inputs,
            *(("-map", "0", "-map", "1", "-map", "2", "-map", "3")),
            *codecs,
            "-map_metadata",
            "4",
            str(path),
        )


def piped(*arguments: str, format: str) -> Maker:
    """Written to a pipe, so that nothing could be filled in afterwards."""
    import subprocess

    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *arguments, "-f", format, "pipe:1"]
    return lambda path: (
        path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout) and None
    )


def with_boxes(*boxes: bytes) -> bytes:
    return lecture() + b"".join(boxes)


def reference_movie(target: str) -> bytes:
    """QuickTime's: no pictures, only where they are."""
    reference = full(b"rdrf", 0, 0, b"url ", struct.pack(">I", len(target) + 1), target.encode() + b"\0")
    return box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov", box(b"rmra", box(b"rmda", reference)))


def elsewhere(target: bytes) -> bytes:
    """The lecture, whose tracks say that their data stand in another file."""
    data = lecture()
    entry = b"\0\0\0\x0curl \0\0\0\x01"
    other = struct.pack(">I", 12 + len(target)) + b"url \0\0\0\0" + target
    return _resized(data, entry, other)


def _resized(data: bytes, old: bytes, new: bytes) -> bytes:
    """With every ``old`` replaced, and the boxes around them grown."""
    containers = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"}

    def walk(data: bytes, at_top: bool = False) -> bytes:
        result, at = b"", 0
        while at + 8 <= len(data):
            size, kind = struct.unpack(">I4s", data[at : at + 8])
            body = data[at + 8 : at + size]
            if kind in containers:
                skip = 8 if kind == b"dref" else 0
                inner = body.replace(old, new) if kind == b"dref" else walk(body)
                body = inner if skip or kind != b"dref" else body
            result += struct.pack(">I", len(body) + 8) + kind + body
            at += size
        return result

    return walk(data, True)


def many_tracks(number: int) -> bytes:
    """An MP4 of so many empty tracks."""
    track = box(
        b"trak",
        full(b"tkhd", 0, 1, bytes(80)),
        box(
            b"mdia",
            full(b"mdhd", 0, 0, bytes(8), struct.pack(">II", 1000, 1000), bytes(4)),
            full(b"hdlr", 0, 0, bytes(4), b"vide", bytes(13)),
        ),
    )
    return box(b"ftyp", b"isom\0\0\0\0isom") + box(
        b"moov", full(b"mvhd", 0, 0, bytes(8), struct.pack(">II", 1000, 1000), bytes(80)), track * number
    )


def deep_boxes(depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = box(b"moov", data)
    return box(b"ftyp", b"isom\0\0\0\0isom") + data


def grown(kind: bytes, at: int, value: int) -> bytes:
    """The lecture with this number in each box of that kind."""
    data = bytearray(lecture())
    start = data.find(kind)
    while start > 0:
        struct.pack_into(">I", data, start + at, value)
        start = data.find(kind, start + 4)
    return bytes(data)


def poster_frame(path: Path) -> None:
    """Sound with a picture that stands still, as podcasts are published."""
    ffmpeg(*SOUND, *film(seconds=1, rate="1"), *X264, *YUV, "-c:a", "aac", "-shortest", str(path))


CASES = [
    *(good(f"turned-{turn}.mov", turned_film(turn), "mov") for turn in (90, 180, -90)),
    good("telephone-hevc-turned.MOV", lambda path: _hevc_turned(path), "mov"),
    good("hevc-in.mp4", made(*film(), *SOUND, *X265, *YUV, "-c:a", "aac")),
    good("ten-bits-hdr.mov", made(*film(), *X265, "-pix_fmt", "yuv420p10le", *PQ), "mov"),
    good("ten-bits-hlg.mp4", made(*film(), *X265, "-pix_fmt", "yuv420p10le", *HLG)),
    good("ten-bits-h264.mp4", made(*film(), *X264, "-pix_fmt", "yuv420p10le")),
    good("unsampled.mp4", made(*film(), *X264, "-pix_fmt", "yuv444p")),
    good("variable-rate.mp4", made(*film(), "-vf", "setpts='if(lt(N,9),N,N*1.7)/25/TB'", "-fps_mode", "vfr", *X264, *YUV)),
    good("edit-list.mp4", from_lecture("-c", "copy", before=("-ss", "0.5"))),
    good("fragmented.mp4", from_lecture("-c", "copy", "-movflags", "frag_keyframe+empty_moov+default_base_moof")),
    good("fragments-with-index.mp4", from_lecture("-c", "copy", "-movflags", "+dash+global_sidx+frag_keyframe")),
    good("piped.mp4", piped(*film(), *X264, *YUV, "-movflags", "frag_keyframe+empty_moov", format="mp4")),
    good("index-first.mp4", from_lecture("-c", "copy", "-movflags", "+faststart")),
    good("sound-first.mp4", made(*SOUND, *film(), "-map", "0:a", "-map", "1:v", *X264, *YUV, "-c:a", "aac")),
    good("time-code.mov", made(*film(), *X264, *YUV, "-timecode", "01:00:00:00"), "mov"),
    good("words-and-chapters.mp4", with_words),
    good("words-and-chapters.mkv", with_words),
    good("prores.mov", made(*film(), "-c:v", "prores_ks", "-profile:v", "3", "-c:a", "pcm_s16le"), "mov"),
    good("motion-jpeg.mov", made(*film(), "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"), "mov"),
    good("full-range.mp4", made(*film(), *X264, "-pix_fmt", "yuvj420p")),
    good("still.mp4", poster_frame),
    good("single-frame.mp4", made(*film(), "-frames:v", "1", *X264, *YUV)),
    good("one-frame-a-second.mp4", made(*film(seconds=4, rate="1"), *X264, *YUV)),
    good("slow-motion-240.mp4", made(*film(seconds=0.5, rate="240"), *X264, *YUV)),
    good("odd-size.mp4", made(*film("161x91"), "-c:v", "mpeg4")),
    good("anamorphic.mp4", made(*film("180x144"), "-vf", "setsar=64/45", *X264, *YUV)),
    good("tall.mp4", made(*film("90x200"), *X264, *YUV)),
    good("interlaced.mp4", made(*film(), "-flags", "+ildct", "-c:v", "mpeg2video")),
    good("four-sounds.mp4", made(*film(), *SOUND, "-map", "0", *("-map", "1") * 4, *X264, *YUV, "-c:a", "aac")),
    good("six-channels.mp4", made(*film(), "-f", "lavfi", "-i", "anoisesrc=d=1,pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0", *X264, *YUV, "-c:a", "aac")),
    good("dolby-sound.mp4", made(*film(), *SOUND, "-ar", "48000", *X264, *YUV, "-c:a", "ac3")),
    good("mp3-sound.mp4", made(*film(), *SOUND, *X264, *YUV, "-c:a", "libmp3lame")),
    good("opus-sound.mp4", made(*film(), *SOUND, *X264, *YUV, "-c:a", "libopus")),
    good("av1.mp4", made(*film("64x64", 0.4), "-c:v", "libsvtav1", "-preset", "12", "-svtav1-params", "lp=1")),
    good("vp9.mp4", made(*film("64x64", 0.4), "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8")),
    good("apple.m4v", made(*film(), *X264, *YUV)),
    good("old-telephone.3gp", made(*film("176x144", 1, "10"), "-f", "lavfi", "-i", "sine=d=1:r=8000", "-c:v", "h263", "-c:a", "libopencore_amrnb", "-b:a", "12.2k", "-ac", "1"), "mp4"),
    good("camera-jpeg.avi", made(*film(), *SOUND, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le")),
    good("divx.avi", made(*film(), *SOUND, "-c:v", "mpeg4", "-vtag", "DIVX", "-c:a", "mp2")),
    good("dv.avi", made(*film("720x576"), "-pix_fmt", "yuv420p", "-c:v", "dvvideo")),
    good("raw.avi", made(*film("64x48"), "-c:v", "rawvideo", "-pix_fmt", "bgr24")),
    good("h264.avi", made(*film(), *X264, *YUV)),
    good("video-cd.mpg", made(*film("352x288"), *SOUND, "-c:v", "mpeg1video", "-c:a", "mp2", "-f", "vcd")),
    good("dvd.vob", made(*film("720x576"), *SOUND, "-ar", "48000", "-c:v", "mpeg2video", "-c:a", "ac3", "-f", "dvd"), "mpg"),
    good("broadcast.ts", made(*film(), *SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts")),
    good("hevc.ts", made(*film(), *X265, *YUV, "-f", "mpegts")),
    good("card.m2ts", from_lecture("-c", "copy", "-f", "mpegts", "-mpegts_m2ts_mode", "1"), "ts"),
    good("sorenson.flv", made(*film(), *SOUND, "-c:v", "flv", "-c:a", "libmp3lame")),
    good("screen.flv", made(*film(), "-c:v", "flashsv")),
    good("vp9-opus.webm", made(*film("64x64", 0.4), *SOUND, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus")),
    good("recorder-sound.webm", piped(*SOUND, "-c:a", "libopus", format="webm")),
    good("live.mkv", piped(*film(), *X264, *YUV, format="matroska")),
    good("archive-ffv1.mkv", made(*film("64x48"), "-c:v", "ffv1", "-c:a", "flac")),
    good("hevc.mkv", made(*film(), *X265[:-2], *YUV)),
    good("theora.ogv", made(*film("64x48"), "-c:v", "libtheora"), "ogg"),
    good("unknown-boxes.mp4", written(lambda: with_boxes(box(b"uuid", bytes(16), b"<x:xmpmeta>a camera's notes</x:xmpmeta>"), box(b"free", bytes(500))))),
    good("hour-of-stills.mp4", made(*film("64x48", 3700, "1"), *X264, *YUV, "-tune", "stillimage"), slow=True),
    bad("no-index.mp4", written(lambda: lecture()[: lecture().index(b"moov") - 4]), "damaged"),
    bad("index-only.mp4", written(lambda: lecture()[:32] + lecture()[lecture().index(b"moov") - 4 :]), "damaged"),
    bad("pixels-zeroed.mp4", written(lambda: lecture()[:100] + bytes(len(lecture()) - 6000) + lecture()[-5900:]), "damaged"),
    bad("only-a-brand.mp4", written(lambda: box(b"ftyp", b"isom\0\0\0\0isom")), "damaged"),
    bad("only-a-brand.mov", written(lambda: box(b"ftyp", b"qt  \0\0\0\0qt  ")), "damaged"),
    bad("reference-to-a-file.mov", written(lambda: reference_movie("canary.mp4")), "nothing_to_play"),
    bad("reference-to-a-host.mov", written(lambda: reference_movie("http://127.0.0.1:8099/canary")), "nothing_to_play"),
    bad("thousand-tracks.mp4", written(lambda: many_tracks(1_000)), "too_many_streams"),
    bad("hundred-thousand-tracks.mp4", written(lambda: many_tracks(100_000)), "too_many_streams"),
    bad("forty-sounds.mka-called.mkv", made(*SOUND, *("-map", "0:a") * 40, "-c:a", "pcm_s16le", "-t", "0.05"), "too_many_streams"),
    bad("deep-boxes.mp4", written(lambda: deep_boxes(2_000)), "damaged"),
    bad("nine-k.mp4", made("-f", "lavfi", "-i", "color=s=8200x4400:d=0.04:r=25", *X264, *YUV), "too_large_picture", slow=True),
    bad("zip-behind.mp4", written(lambda: lecture() + zipped(a=b"x")), "two_in_one"),
    bad("page-behind.mp4", written(lambda: lecture() + b"<html><script>alert(1)</script>"), "two_in_one"),
    bad("rar-behind.mp4", written(lambda: lecture() + b"Rar!\x1a\x07\x00" + bytes(300)), "two_in_one"),
    bad("program-behind.mp4", written(lambda: lecture() + b"\x7fELF\x02\x01\x01" + bytes(300)), "two_in_one"),
    bad("list-in-a-stream.ts", written(lambda: b"#EXTM3U\n#EXTINF:1,\ncanary.mp4\n".ljust(188 * 10, b"\n")), "playlist"),
    bad("lecture-called.avi", written(lecture), "misnamed"),
    bad("lecture-called.mkv", written(lecture), "misnamed"),
    bad("lecture-called.mp3", written(lecture), "misnamed"),
    bad("lecture-called.jpg", written(lecture), "misnamed"),
    bad("film-called.mp4", from_lecture("-c", "copy", "-f", "matroska"), "misnamed"),
    either("data-elsewhere.mov", written(lambda: elsewhere(b"file:canary.mp4\0"))),
    either("data-at-a-host.mov", written(lambda: elsewhere(b"http://127.0.0.1:8099/canary\0"))),
    either("samples-2-32.mp4", written(lambda: grown(b"stsz", 12, 0xFFFFFFF0))),
    either("chunks-2-32.mp4", written(lambda: grown(b"stco", 8, 0xFFFFFFF0))),
    either("offsets-beyond.mp4", written(lambda: grown(b"stco", 12, 0x7FFFFFF0))),
    either("length-2-32.mp4", written(lambda: grown(b"mvhd", 20, 0xFFFFFFF0))),
    either("width-zero.mp4", written(lambda: grown(b"avc1", 28, 0))),
    either("frame-rate-of-a-million.mp4", written(lambda: grown(b"mdhd", 16, 0x7FFFFFFF))),
]  # fmt: skip


def _hevc_turned(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / "flat.mov"
        ffmpeg(*film("192x108"), *SOUND, *X265, *YUV, "-c:a", "aac", str(flat))
        ffmpeg("-display_rotation", "-90", "-i", str(flat), "-c", "copy", str(path))
