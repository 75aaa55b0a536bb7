import pytest

from config.demo import brushes


@pytest.mark.parametrize("name", sorted(brushes.PACKAGES))
def test_every_brush_writes_common_characters(name):
    assert brushes.can_write(name, "白日依山尽黄河入海流") == ""


def test_a_character_without_a_glyph_is_named_once():
    assert brushes.can_write("regular", "山𠮷河𠮷") == "𠮷"


def test_a_missing_font_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(brushes, "ROOT", tmp_path)

    with pytest.raises(brushes.FontMissing) as caught:
        brushes.file("running")

    assert "zhi-mang-xing" in str(caught.value)
    assert "npm ci" in str(caught.value)
