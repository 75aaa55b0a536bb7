"""Lines and details marked on a calligraphy's picture: in the draft, in what is signed, in the release, and only there."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from campaigns.models import Kind
from curation import publicfiles
from curation.digest import digest_of
from curation.drafting import draft
from curation.errors import NotPossible
from curation.marking import keep_marks
from curation.reviewing import open_review, sign
from showcase.marks import Closeup, Rectangle
from showcase.models import Release, WorkMedia, WorkPage
from showcase.snapshot import content_of
from tests.curation.conftest import picture

TEXT = "白日依山尽，\n黄河入海流。"
QUERIES = 28


@pytest.fixture
def scroll(accepted, court) -> WorkPage:
    """The drafted page of a calligraphy with two lines and one picture, 640 × 480, whose left half is red."""
    accepted.kind = Kind.objects.get(code="calligraphy")
    accepted.text, accepted.details = TEXT, {"script": "行书", "form": "条幅"}
    accepted.save()
    asset = accepted.files.get().asset
    image = Image.new("RGB", (640, 480), "#ffffff")
    image.paste("#cc0000", (0, 0, 320, 480))
    made = io.BytesIO()
    image.save(made, "JPEG", quality=95)
    storages["default"].delete(asset.original_path)
    storages["default"].save(asset.original_path, ContentFile(made.getvalue()))
    asset.facts = {"colour": "#ffffff", "orientation": 1}
    asset.save()
    return draft(accepted, by=court.curator)


def asset_of(page: WorkPage) -> int:
    return page.media.get().asset_id


def draft_of(page: WorkPage) -> WorkPage:
    return WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def mark(page, court, *, words: str = "起笔藏锋。", side: int = 240) -> None:
    asset = asset_of(page)
    boxes = [[Rectangle(asset, 400, 20, 100, 400)], [Rectangle(asset, 200, 20, 100, 400)]]
    keep_marks(page, boxes, [Closeup(asset, 10, 20, side, words)], by=court.curator)


def test_marks_stand_in_the_draft_and_say_who_set_them(scroll, court):
    mark(scroll, court)

    content = content_of(draft_of(scroll))

    assert content["regions"] == [
        {"line": 0, "medium": 0, "box": [400, 20, 100, 400]},
        {"line": 1, "medium": 0, "box": [200, 20, 100, 400]},
    ]
    entry = Entry.objects.get(action="work.marked")
    assert (entry.detail["lines"], entry.detail["details"]) == (2, 1)


def test_the_square_is_cut_from_the_original(scroll, court, work_off):
    mark(scroll, court)
    assert content_of(draft_of(scroll))["closeups"] == []

    work_off()
    (shown,) = content_of(draft_of(scroll))["closeups"]
    source = shown["jpeg"][0]
    stored = scroll.media.get().asset.renditions_path + "/" + source["src"].rpartition("/")[2]
    with storages["default"].open(stored) as file:
        cut = Image.open(file, formats=["JPEG"])
        pixel = cut.getpixel((120, 120))

    assert (shown["caption"], source["width"], source["height"]) == ("起笔藏锋。", 240, 240)
    assert pixel[0] > 190
    assert max(pixel[1:]) < 20


def test_what_is_signed_changes_with_a_region_and_with_a_sentence(scroll, court):
    digests = [digest_of(draft_of(scroll))]
    mark(scroll, court)
    digests.append(digest_of(draft_of(scroll)))
    mark(scroll, court, words="收笔轻提。")
    digests.append(digest_of(draft_of(scroll)))
    asset = asset_of(scroll)
    keep_marks(
        scroll,
        [[Rectangle(asset, 401, 20, 100, 400)], []],
        [Closeup(asset, 10, 20, 240, "收笔轻提。")],
        by=court.curator,
    )
    digests.append(digest_of(draft_of(scroll)))

    assert len(set(digests)) == 4


def test_a_page_without_marks_keeps_the_digest_that_it_had(scroll):
    page = draft_of(scroll)
    before = digest_of(page)
    page.regions, page.closeups = [], []

    assert digest_of(page) == before


def test_nobody_signs_a_detail_that_was_not_cut_yet(scroll, court):
    mark(scroll, court)

    with pytest.raises(NotPossible, match="细节图还在截取"):
        open_review(WorkPage.objects.get(pk=scroll.pk), by=court.curator)


def test_the_release_has_the_signed_square_and_none_that_was_only_tried(scroll, court, work_off):
    mark(scroll, court, side=300)
    mark(scroll, court)
    work_off()
    review = open_review(WorkPage.objects.get(pk=scroll.pk), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()

    found = Release.objects.get(page_id=scroll.pk, state=Release.State.LIVE)
    folder = str(asset_of(scroll))
    names = [name for name in storages["public"].listdir(f"{found.token}/{folder}")[1] if "closeup" in name]

    assert [each["src"] for each in found.content["closeups"][0]["webp"]] == [
        f"{folder}/{name}" for name in sorted(names) if name.endswith(".webp")
    ]
    assert {name.rpartition("-")[0] for name in names} == {"closeup-10-20-240"}
    assert publicfiles.check() == ([], [])


def test_a_detail_of_a_picture_that_was_taken_out_holds_up_nothing(scroll, court, work_off):
    mark(scroll, court)
    page = draft_of(scroll)
    page.media = [WorkMedia(asset=picture(court.contributor, "别的.jpg"), alt="别的")]
    page.save_revision(user=court.curator)
    scroll.media.all().delete()
    review = open_review(WorkPage.objects.get(pk=scroll.pk), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()

    found = Release.objects.get(page_id=scroll.pk)

    assert (found.state, found.content["closeups"], found.content["regions"]) == (Release.State.LIVE, [], [])


def test_a_line_that_is_written_otherwise_keeps_its_place(scroll, court):
    mark(scroll, court)
    page = draft_of(scroll)
    page.text = TEXT.replace("尽，", "尽")

    assert [each["line"] for each in content_of(page)["regions"]] == [0, 1]


@pytest.mark.parametrize(
    ("box", "square", "sentence"),
    [
        ((600, 20, 100, 400), None, "第1行：所框的位置不在图内。"),
        (None, (500, 20, 240, "一句"), "细节1：所框的位置不在图内。"),
        (None, (10, 20, 100, "一句"), "细节1太小"),
        (None, (10, 20, 240, ""), "细节1需要一句话"),
    ],
)
def test_what_cannot_be_shown_is_refused(scroll, court, box, square, sentence):
    asset = asset_of(scroll)
    boxes = [[Rectangle(asset, *box)] if box else [], []]
    squares = [Closeup(asset, *square)] if square else []

    with pytest.raises(NotPossible, match=sentence):
        keep_marks(scroll, boxes, squares, by=court.curator)


def test_a_picture_of_another_work_cannot_be_marked(scroll, court):
    other = picture(court.contributor, "别的.jpg")

    with pytest.raises(NotPossible):
        keep_marks(scroll, [[Rectangle(other.pk, 1, 1, 10, 10)], []], [], by=court.curator)


def test_nothing_is_marked_in_review_or_by_who_does_not_edit(scroll, court):
    with pytest.raises(NotPossible, match="只有能编辑"):
        keep_marks(scroll, [[], []], [], by=court.contributor)
    open_review(WorkPage.objects.get(pk=scroll.pk), by=court.curator)

    with pytest.raises(NotPossible, match="正在审签"):
        mark(scroll, court)


def address(page) -> str:
    return reverse("curation_places", args=[page.pk])


def test_the_screen_takes_what_is_typed_and_shows_it_again(scroll, court, client):
    client.force_login(court.curator)
    posted = {
        "boxes": ["1:400,20,100,400 1:300,20,90,200", ""],
        "square": ["1:10,20,240", "", ""],
        "words": ["起笔藏锋。", "", ""],
    }

    response = client.post(address(scroll), posted)
    shown = client.get(address(scroll))

    assert response.url == address(scroll)
    assert [boxes for _line, boxes in shown.context["rows"]] == posted["boxes"]
    assert shown.context["details"][0] == ("1:10,20,240", "起笔藏锋。")


def test_what_is_refused_is_said_and_stays_typed(scroll, court, client):
    client.force_login(court.curator)

    response = client.post(address(scroll), {"boxes": ["左上角", ""], "square": [""] * 3, "words": [""] * 3})

    assert response.status_code == 409
    assert "第1行：请按“图号:左,上,宽,高”填写。" in response.text
    assert 'value="左上角"' in response.text


def test_others_find_no_such_page(scroll, lecture, court, client):
    client.force_login(court.first)
    assert client.get(address(scroll)).status_code == 404
    client.force_login(court.curator)
    assert client.get(address(lecture)).status_code == 404


@pytest.mark.parametrize("lines", [1, 20])
def test_the_number_of_queries_is_the_same_however_many_lines(
    scroll, court, client, django_assert_num_queries, lines
):
    asset = asset_of(scroll)
    page = draft_of(scroll)
    page.text = "\n".join(f"第{number}行" for number in range(lines))
    page.save_revision(user=court.curator)
    boxes = [[Rectangle(asset, 10 * number, 1, 9, 300)] for number in range(lines)]
    keep_marks(scroll, boxes, [], by=court.curator)
    client.force_login(court.curator)
    client.get(address(scroll))

    with django_assert_num_queries(QUERIES):
        client.get(address(scroll))
