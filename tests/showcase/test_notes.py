"""Notes stand beside their words and at the end; pictures are figures."""

from showcase.notes import set_prose, sign

NOTED = (
    "<p>清心为治本<sup>[1]</sup>，直道是身谋<sup>[2]</sup>。</p>"
    "<ol><li><p> 见<em>包拯</em>诗。 ↑</p></li><li><p>同上。 ↑</p></li></ol>"
)


def test_a_mark_leads_to_its_note_and_back() -> None:
    found = set_prose(NOTED)

    assert '<sup class="mark"><a href="#note-1" id="mark-1">①</a></sup>' in found
    assert '<li id="note-2"><a class="mark" href="#mark-2">②</a> 同上。</li>' in found


def test_the_note_stands_beside_its_words_too() -> None:
    found = set_prose(NOTED)

    assert '<span class="aside"><span class="mark">①</span> 见<em>包拯</em>诗。</span>，直道' in found
    assert found.count("见<em>包拯</em>诗。") == 2


def test_a_list_that_somebody_wrote_stays_a_list() -> None:
    html = "<p>一<sup>[1]</sup></p><ol><li><p>甲</p></li></ol>"

    assert set_prose(html) == html


def test_a_mark_without_a_note_stays_as_it_is() -> None:
    assert "<sup>[7]</sup>" in set_prose(NOTED.replace("。</p><ol>", "<sup>[7]</sup>。</p><ol>"))


def test_a_picture_alone_is_a_figure() -> None:
    html = '<p><img src="image-001.webp" alt="" /></p><p>字<img src="image-002.webp" alt="" /></p>'

    assert set_prose(html) == (
        '<figure class="in-text"><img src="image-001.webp" alt="" /></figure>'
        '<p>字<img src="image-002.webp" alt="" /></p>'
    )


def test_notes_are_counted_as_in_books() -> None:
    assert [sign(1), sign(20), sign(21)] == ["①", "⑳", "[21]"]
