"""Lists of other files that call themselves a recording or picture. No tool may ever open what they name."""

from pathlib import Path

from tests.media_library.corpus.case import Case, bad, either, written
from tests.media_library.corpus.sound import mp3
from tests.media_library.corpus_pictures import Maker, save

HOST = "http://127.0.0.1:8099"
_MASTER = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{}\n"
_MEDIA = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{}\n#EXT-X-ENDLIST\n"
_TARGETS = ["canary.mp4", "/etc/passwd", "file:///etc/passwd", f"{HOST}/canary.ts", "///etc/passwd", "concat:canary.txt|canary.txt", "subfile,,start,0,end,9,,:/etc/passwd", "data:text/plain,x", "crypto:canary.mp4", "pipe:0"]  # fmt: skip
_LISTS = {
    "key.m3u8": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{}"\n#EXTINF:1,\ncanary.mp4\n',
    "map.m3u8": '#EXTM3U\n#EXT-X-MAP:URI="{}"\n#EXTINF:1,\ncanary.mp4\n',
    "windows.asx": '<asx version="3.0"><entry><ref href="{}"/></entry></asx>',
    "dash.mpd": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{}</BaseURL></MPD>',
    "xspf.xspf": '<?xml version="1.0"?><playlist version="1"><trackList><track><location>{}</location></track></trackList></playlist>',
    "smil.smil": '<smil><body><video src="{}"/></body></smil>',
    "winamp.pls": "[playlist]\nFile1={}\nNumberOfEntries=1\n",
    "windows.ref": "[Reference]\nRef1={}\n",
    "windows.url": "[InternetShortcut]\nURL={}\n",
    "concat.ffconcat": "ffconcat version 1.0\nfile '{}'\n",
    "metadata.ffmeta": ";FFMETADATA1\ntitle={}\n",
    "session.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\na=control:{}\n",
    "edit.edl": "# mpv EDL v0\n{}\n",
    "disc.cue": 'FILE "{}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
    "real.ram": "rtsp://127.0.0.1:8099/{}\n",
    "avisynth.avs": 'AviSource("{}")\n',
    "vapoursynth.vpy": "import vapoursynth\nopen('{}')\n",
    "plain.m3u": "{}\ncanary.mp4\n",
}
#: What says itself that it is a list; the rest is seen by its name not fitting a text.
_KNOWN = {
    "key.m3u8",
    "map.m3u8",
    "windows.asx",
    "smil.smil",
    "winamp.pls",
    "windows.ref",
    "windows.url",
    "concat.ffconcat",
    "session.sdp",
    "edit.edl",
    "disc.cue",
    "real.ram",
}
_MARKUP = {"dash.mpd", "xspf.xspf"}


def _said(text: str) -> Maker:
    return save(text.encode())


def _absolute(text: str) -> Maker:
    """Naming the canary by its whole path."""
    return lambda path: path.write_text(text.format(f"file://{path.parent.resolve()}/canary.mp4")) and None


def _lists() -> list[Case]:
    cases = []
    for name, text in _LISTS.items():
        code = "playlist" if name in _KNOWN else "markup" if name in _MARKUP else "misnamed"
        cases.append(bad(f"{name}.mp4", _absolute(text), code))
    for name in sorted(_KNOWN | _MARKUP):
        for ending in ("mp3", "jpg"):
            cases.append(
                bad(
                    f"{name}.{ending}",
                    _said(_LISTS[name].format("canary.mp4")),
                    "markup" if name in _MARKUP else "playlist",
                )
            )
    return cases


CASES = [
    *(bad(f"master-{at}.mp4", _said(_MASTER.format(target)), "playlist") for at, target in enumerate(_TARGETS)),
    *(bad(f"media-{at}.mov", _said(_MEDIA.format(target)), "playlist") for at, target in enumerate(_TARGETS)),
    *(bad(f"media.{ending}", _said(_MEDIA.format("canary.mp4")), "playlist") for ending in ("avi", "mkv", "webm", "ts", "mpg", "flv", "mp3", "m4a", "wav", "flac", "ogg", "jpg", "png", "tif", "heic", "gif", "webp", "pdf", "docx", "txt", "srt", "vtt")),
    *_lists(),
    bad("itself.mp4", _said(_MEDIA.format("itself.mp4")), "playlist"),
    bad("live.mp4", _said("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ncanary.mp4\n"), "playlist"),
    bad("behind-blanks.mp4", _said("\n\n  " + _MEDIA.format("canary.mp4")), "playlist"),
    bad("with-a-mark.mp4", written(lambda: b"\xef\xbb\xbf" + _MEDIA.format("canary.mp4").encode()), "playlist"),
    bad("utf-16.mp4", written(lambda: _MEDIA.format("canary.mp4").encode("utf-16")), "playlist"),
    bad("padded-to-a-megabyte.mp4", written(lambda: _MEDIA.format("canary.mp4").encode() + b"#\n" * 500_000), "playlist"),
    bad("image-%03d.jpg", _said("not a picture\n"), "misnamed"),
    bad("concat:canary.txt|canary.mp4", _said("text\n"), "misnamed"),
    bad("-i.mp4", _said("text\n"), "misnamed"),
    bad("canary.mp4 -o out.mp4", _said("text\n"), "misnamed"),
    bad("$(touch canary).mp4", _said("text\n"), "misnamed"),
    either("list-before-sound.mp3", written(lambda: _MEDIA.format("canary.mp4").encode() + mp3())),
]  # fmt: skip


def plant(folder: Path) -> list[Path]:
    """What the lists lead to, beside the file that leads there. Nobody may open any of it."""
    canaries = [
        folder / name for name in ("canary.mp4", "canary.txt", "canary.png", "canary.pdf", "canary.dtd")
    ]
    for each in canaries:
        each.write_bytes(b"canary")
    return canaries
