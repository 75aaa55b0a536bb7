from datetime import datetime

from PIL import Image

from config.demo import photographs


def test_a_photograph_knows_when_it_was_taken_and_not_where(tmp_path):
    image = Image.new("RGB", (30, 20), "navy")

    path = photographs.save(image, datetime(2021, 6, 18, 5, 35), tmp_path / "a.jpg")

    with Image.open(path) as saved:
        exif = saved.getexif()
    assert exif.get_ifd(0x8769)[0x9003] == "2021:06:18 05:35:00"
    assert exif.get_ifd(0x8825) == {}


def test_sets_have_four_to_six_pictures_in_the_order_of_time():
    for frames in (photographs.RIDGES, photographs.RIVER, photographs.TREE, photographs.DESK):
        moments = [frame.taken for frame in frames]
        assert 4 <= len(frames) <= 6
        assert moments == sorted(moments)
        assert all(len(frame.caption) <= 100 for frame in frames)
