"""What opens over a page is begun, used and left by the keyboard alone; nothing moves for whoever wants no motion; and
what only ears meet says in which language it is."""

import pytest

from tests.browser import DESKTOP
from tests.conftest import ROOT
from tests.showcase.exhibitions.halls import hall, room
from tests.showcase.factories import ReleaseFactory, recording
from tests.showcase.test_stream_in_browser import until

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(
        not (ROOT / "node_modules" / "openseadragon").exists(), reason="npm packages are not installed"
    ),
]

WORDS = "document.activeElement.textContent.trim()"


@pytest.fixture
def works(transactional_db) -> dict[str, str]:
    """Addresses: a calligraphy, photographs, an essay, a lecture, and an exhibition of three of them."""
    made = {
        "calligraphy": ReleaseFactory(pictures=[(1600, 2400)]),
        "photographs": ReleaseFactory(photographs=True),
        "essay": ReleaseFactory(essay=True),
        "lecture": ReleaseFactory(lecture=True, media=[recording("audio")]),
    }
    slugs = [work.slug for work in made.values()]
    hall("now", room(*slugs[:2]), room(slugs[2], ground="night", title="文章"), preface="早。")
    return {name: f"/works/{work.slug}/" for name, work in made.items()} | {"exhibition": "/exhibitions/now/"}


def tab_to(page, words: str) -> None:
    """Press Tab until the focus is on what has these words, as somebody without a mouse does."""
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(WORDS) == words:
            return
    raise AssertionError(f"never reached: {words}")


def test_a_slideshow_is_begun_turned_halted_and_left(open_page, works: dict[str, str]) -> None:
    page = open_page(DESKTOP)
    page.goto(works["exhibition"])
    place = page.locator(".slideshow-controls .slideshow-place")

    tab_to(page, "放映")
    page.keyboard.press("Enter")
    assert place.inner_text() == "1 / 3"
    tab_to(page, "→")
    page.keyboard.press("Enter")
    assert place.inner_text() == "2 / 3"
    tab_to(page, "←")
    page.keyboard.press("Space")
    assert place.inner_text() == "1 / 3"
    # Whoever turns by hand has halted it; it goes on, and is halted, by its own button.
    tab_to(page, "播放")
    page.keyboard.press("Enter")
    assert page.evaluate(WORDS) == "暂停"
    page.keyboard.press("Enter")
    assert page.evaluate(WORDS) == "播放"
    tab_to(page, "关闭")
    page.keyboard.press("Enter")
    assert page.locator(".slideshow").count() == 0
    assert page.evaluate(WORDS) == "放映"

    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(WORDS) == "关闭"
    page.keyboard.press("Escape")
    assert page.locator(".slideshow").count() == 0
    assert page.evaluate(WORDS) == "放映"


def test_a_work_is_brought_near_moved_and_seen_whole_again(open_page, works: dict[str, str]) -> None:
    page = open_page(DESKTOP)
    page.emulate_media(reduced_motion="reduce")
    page.goto(works["calligraphy"])
    page.evaluate("document.addEventListener('zoom:opened', (event) => { window.opened = event.detail; })")
    zoom = "window.opened.viewer.viewport.getZoom()"
    middle = "(({x, y}) => [x, y])(window.opened.viewer.viewport.getCenter())"

    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hung a')"):
            break
    page.keyboard.press("Enter")
    until(page, "Boolean(window.opened)")
    whole, centre = page.evaluate(zoom), page.evaluate(middle)

    page.keyboard.press("+")
    page.keyboard.press("+")
    assert page.evaluate(zoom) == pytest.approx(whole * 1.6**2)
    page.keyboard.press("-")
    assert page.evaluate(zoom) == pytest.approx(whole * 1.6)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    x, y = page.evaluate(middle)
    assert (x > centre[0], y > centre[1]) == (True, True)
    page.keyboard.press("0")
    assert page.evaluate(zoom) == pytest.approx(whole)
    assert page.evaluate(middle) == pytest.approx(centre)

    tab_to(page, "放大")
    page.keyboard.press("Enter")
    assert page.evaluate(zoom) == pytest.approx(whole * 1.6)
    tab_to(page, "关闭")
    page.keyboard.press("Enter")
    assert page.locator(".zoom").count() == 0
    assert page.evaluate("document.activeElement.matches('.hung a')")


def test_photographs_are_opened_turned_and_left(open_page, works: dict[str, str]) -> None:
    page = open_page(DESKTOP)
    page.goto(works["photographs"])

    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "s2":
            break
    page.keyboard.press("Enter")
    until(page, f"{WORDS} === '下一幅'")
    assert page.url.endswith("#p2")
    page.keyboard.press("Enter")
    page.wait_for_url("**#p3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**#p1")
    page.keyboard.press("Escape")
    until(page, "document.activeElement.id === 's1'")


MOVING = """() => {
  const long = (times) => times.split(",").some((each) => parseFloat(each) > (each.endsWith("ms") ? 10 : 0.01));
  const found = [];
  document.querySelectorAll("*").forEach((each) => ["", "::before", "::after"].forEach((part) => {
    const style = getComputedStyle(each, part || null);
    const isAnimated = style.animationName !== "none" && long(style.animationDuration);
    if (isAnimated || long(style.transitionDuration) || style.scrollBehavior === "smooth")
      found.push(`${each.tagName}.${each.className}${part}`);
  }));
  return found.concat(document.getAnimations().map((each) => String(each.animationName || each)));
}"""


def moving(page, works: dict[str, str]) -> list[str]:
    """What moves on any page, and in what opens over it."""
    page.expected_errors.append("404")  # the recording's own bytes are of no concern
    found = []
    for address in ["/", "/works/", *works.values()]:
        page.goto(address)
        found += page.evaluate(MOVING)
    page.goto(works["photographs"])
    page.locator("#s1").press("Enter")
    found += page.evaluate(MOVING)
    page.goto(works["calligraphy"])
    page.locator(".hung a").press("Enter")
    page.keyboard.press("+")
    found += page.evaluate(MOVING)
    page.goto(works["exhibition"])
    page.locator(".slideshow-start").press("Enter")
    page.keyboard.press("ArrowRight")
    return found + page.evaluate(MOVING)


def test_nothing_moves_for_whoever_wants_no_motion(open_page, works: dict[str, str]) -> None:
    still, lively = open_page(DESKTOP, reduced_motion="reduce"), open_page(DESKTOP)

    assert moving(still, works) == []
    assert moving(lively, works) != []


UNSAID = """() => {
  const chinese = /[\\u4e00-\\u9fff]/;
  const tongue = (each) => (each.closest("[lang]") || {lang: ""}).lang;
  const found = [];
  document.querySelectorAll("body *").forEach((each) => {
    if (tongue(each).startsWith("zh")) return;
    ["alt", "aria-label", "title", "placeholder"].forEach((name) => {
      if (chinese.test(each.getAttribute(name) || "")) found.push(`${name}: ${each.getAttribute(name)}`);
    });
    if (each.tagName === "SCRIPT") return;
    each.childNodes.forEach((node) => node.nodeType === 3 && chinese.test(node.data) && found.push(node.data));
  });
  return found;
}"""


def test_chinese_words_on_an_english_page_say_so(open_page, works: dict[str, str]) -> None:
    page = open_page(DESKTOP, locale="en-GB")
    page.expected_errors.append("404")  # the recording's own bytes are of no concern
    found = []
    for address in ["/", "/works/", *works.values(), "/exhibitions/"]:
        page.goto(f"/en{address}")
        found += page.evaluate(UNSAID)
    page.goto(f"/en{works['calligraphy']}")
    page.locator(".hung a").press("Enter")
    found += page.evaluate(UNSAID)
    close = page.get_by_role("button", name="Close")
    assert close.evaluate("each => each.closest('[lang]').lang") == "en"
    page.goto(f"/en{works['exhibition']}")
    page.locator(".slideshow-start").press("Enter")
    found += page.evaluate(UNSAID)

    assert found == []
