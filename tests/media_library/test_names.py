from uuid import uuid4

import pytest

from media_library.names import clean, for_download, uids


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("山居.jpg", "山居.jpg"),
        ("山居.jpg".encode(), "山居.jpg"),
        ("山居.jpg".encode("gb18030"), "山居.jpg"),
        ("𠮷𫖯𬘭·买买提.docx", "𠮷𫖯𬘭·买买提.docx"),
        ("a\x00b\nc.jpg", "a\ufffdb\ufffdc.jpg"),
        ("photo\u202egpj.exe", "photo\ufffdgpj.exe"),
        ("half\ud83d.png", "half\ufffd.png"),
        ("  spaced.txt ", "spaced.txt"),
        ("", ""),
        (b"\xff\xfe\xff", "\ufffd\ufffd\ufffd"),
    ],
)
def test_a_name_is_kept_as_it_came_but_steers_nothing(raw: bytes | str, kept: str):
    assert clean(raw) == kept


def test_a_long_name_keeps_its_ending():
    kept = clean("字" * 500 + ".tiff")

    assert (len(kept), kept[-6:]) == (400, "….tiff")


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("山居.jpg", "山居.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\li\\扫描.tif", "扫描.tif"),
        ('a<b>:"c"|?*.pdf', "a_b_c_.pdf"),
        ("photo\ufffdgpj.exe", "photo_gpj.exe"),
        ("...", "no-name"),
        ("", "no-name"),
        ("???", "no-name"),
    ],
)
def test_a_name_can_be_saved_under_on_any_machine(name: str, saved: str):
    assert for_download(name, "no-name") == saved


def test_a_name_too_long_for_a_disk_is_cut_before_its_ending():
    saved = for_download("字" * 100 + ".jpeg", "no-name")

    assert saved == "字" * 58 + ".jpeg"
    assert len(saved.encode()) <= 180


def test_of_the_words_in_an_address_only_uids_name_something():
    known = uuid4()

    assert uids([str(known), "", "兰亭", "1", "\x00", "'; --"]) == [known]
