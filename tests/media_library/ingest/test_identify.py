"""The bytes say what a file is; the name must fit; the sentence says what helps, in the reader's language."""

from pathlib import Path

import pytest
from django.utils import translation

from media_library.ingest.formats import FORMATS, Family, Format
from media_library.ingest.identify import identify
from media_library.ingest.refusals import SENTENCES, explain, explain_code
from media_library.ingest.refused import Refusal
from media_library.models import Family as StoredFamily
from tests.media_library.corpus_documents import word
from tests.media_library.corpus_pictures import encoded, painting


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(encoded(painting(60, 40), "PNG"))
    return path


@pytest.mark.parametrize(
    "name", ["a.png", "A.PNG", "兰亭序.png ", "a.jpg.png", "../../a.png", "a\x00.png", "照片\u202e.png"]
)
def test_any_name_with_the_right_ending_fits(name: str, picture: Path) -> None:
    assert identify(picture, name) == FORMATS["png"]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("a.jpg", Refusal("misnamed", {"ending": ".jpg", "found": "a PNG picture", "right": ".png"})),
        ("a.png.exe", Refusal("misnamed", {"ending": ".exe", "found": "a PNG picture", "right": ".png"})),
        ("扫描件", Refusal("unnamed", {"found": "a PNG picture", "right": ".png"})),
        ("", Refusal("unnamed", {"found": "a PNG picture", "right": ".png"})),
    ],
)
def test_another_ending_is_refused_with_the_right_one(name: str, refusal: Refusal, picture: Path) -> None:
    assert identify(picture, name) == refusal


@pytest.mark.parametrize(
    ("start", "name", "code"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a.heif", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "a.HEIC", "heic"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "a.mov", "mov"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isomavc1", "a.mov", "mp4"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42", "a.m4a", "m4a"),
        (b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat", "a.mov", "mov"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "a.wav", "wav"),
        (b"MM\x00+\x00\x08\x00\x00", "a.tif", "tiff"),
        (b"GIF87a\x01\x00\x01\x00", "a.gif", "gif"),
    ],
)
def test_containers_are_told_apart_by_their_brands(
    start: bytes, name: str, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(start + bytes(100))

    assert identify(path, name) == FORMATS[code]


@pytest.mark.parametrize("level", range(1, 15))
def test_an_mp3_is_known_by_two_frames_in_a_row(level: int, tmp_path: Path) -> None:
    kbits = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)[level - 1]
    frame = bytes([0xFF, 0xFB, level << 4, 0xC0]).ljust(144 * kbits * 1000 // 44_100, b"\x00")
    path = tmp_path / "upload"
    path.write_bytes(frame * 2)

    assert identify(path, "a.mp3") == FORMATS["mp3"]


def test_a_telephones_m4a_may_have_any_brand(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(100))

    assert identify(path, "录音.m4a") == FORMATS["m4a"]


def test_a_docx_is_known_by_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(word())

    assert identify(path, "a.docx") == FORMATS["docx"]


def test_every_refusal_has_its_sentence_in_both_languages() -> None:
    params = {
        "ending": ".jpg", "found": "a PNG picture", "right": ".png", "hidden": "ZIP", "limit": 5, "megapixels": 9,
        "frames": 9, "hours": 7.5, "streams": 40, "width": 1, "height": 1, "pages": 501, "virus": "Eicar", "detail": "",
            "line": 6,
    }  # fmt: skip
    for code in SENTENCES:
        with translation.override("en"):
            english = explain_code(code, params)
        with translation.override("zh-hans"):
            chinese = explain_code(code, params)
        assert english.isascii() or "“" in english or "×" in english, code
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese), code
        assert "PNG picture" not in chinese, code


def test_a_refusal_names_what_helps_in_chinese() -> None:
    refusal = Refusal("misnamed", {"ending": ".jpg", "found": "a PNG picture", "right": ".png"})

    assert explain(refusal) == "文件名以“.jpg”结尾，但内容是 PNG 图片。请把文件名的结尾改为“.png”后重新上传。"


def test_the_families_of_bytes_and_of_rows_are_the_same() -> None:
    assert {each.value for each in Family} == set(StoredFamily.values)
    assert all(isinstance(each, Format) and len(each.code) <= 12 for each in FORMATS.values())
