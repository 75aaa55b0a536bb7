"""Rows of what is said."""

from showcase.templatetags.lecture import said
from showcase.transcript import Said, Transcript


def test_a_row_leads_to_its_second_and_its_words_are_data() -> None:
    found = said(Transcript([[Said("先<读>出声。", 83.5), Said("谢谢。")]], []), "/public/t/play.mp4#t=")

    assert found == (
        '<div class="said" id="t83.5"><a class="figures" href="/public/t/play.mp4#t=83.5">1:23</a>'
        "<p>先&lt;读&gt;出声。</p></div>\n<p>谢谢。</p>\n"
    )


def test_without_a_recording_there_is_nowhere_to_lead() -> None:
    assert said(Transcript([[Said("各位同志：", 4.0)]], []), "") == "<p>各位同志：</p>\n"
