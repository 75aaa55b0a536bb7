"""The pages of a handout, for readers to take home: ticked in the editor, signed, released, and gone with the work."""

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from curation import publicfiles
from curation.correcting import may_be_corrected
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.reviewing import open_review, sign
from media_library.models import Asset
from showcase.models import Release, WorkMedia, WorkPage
from tests.curation.conftest import SCRIPT, withdraw
from tests.curation.test_doors import form_of
from tests.media_library.arriving import arrive
from tests.media_library.corpus_documents import pdf


@pytest.fixture
def handout(work_off, db) -> Asset:
    made = arrive("讲义.pdf", lambda path: path.write_bytes(pdf(2)))
    work_off()
    return Asset.objects.get(pk=made.pk)


def tick(client, page, asset: Asset, *, on: bool = True):
    """Save the page in the editor with its recording and the handout."""
    more = {
        "title": page.title,
        "text": SCRIPT,
        "details_speaker": "投稿人",
        "media-TOTAL_FORMS": "2",
        "media-INITIAL_FORMS": "1",
        "media-1-id": "",
        "media-1-asset": str(asset.pk),
        "media-1-role": "script",
        "media-1-caption": "讲义",
        "media-1-alt": "讲义",
        "media-1-ORDER": "2",
        "media-1-DELETE": "",
    }
    if on:
        more["media-1-download"] = "on"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **more))


def draft_of(page) -> WorkPage:
    return WorkPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def release(page, court, work_off) -> Release:
    review = open_review(WorkPage.objects.get(pk=page.pk), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return Release.objects.get(page_id=page.pk, state=Release.State.LIVE)


def address_of(found: Release) -> str:
    return storages["public"].url(f"{found.token}/{found.content['media'][1]['handout']['src']}")


def test_it_is_off_until_somebody_ticks_it(lecture, handout, court, client, work_off):
    client.force_login(court.curator)
    tick(client, lecture, handout, on=False)
    found = release(lecture, court, work_off)
    client.logout()

    assert "handout" not in found.content["media"][1]
    assert "下载" not in client.get(reverse("work", args=[lecture.slug])).text
    assert not [name for name, _size in files_of(found) if name.endswith(".pdf")]


def files_of(found: Release):
    from media_library import storage

    return storage.walk(storages["public"], found.token)


def test_what_was_ticked_and_signed_is_public_and_the_original_is_not(
    lecture, handout, court, client, work_off
):
    client.force_login(court.curator)
    assert tick(client, lecture, handout).status_code == 302
    work_off()
    found = release(lecture, court, work_off)
    client.logout()

    page = client.get(reverse("work", args=[lecture.slug]))
    response = client.get(address_of(found))
    data = b"".join(response.streaming_content)

    assert f'download="{lecture.title}.pdf"' in page.text
    assert f"PDF {found.content['media'][1]['handout']['size'] / 1024:.1f}\xa0KB" in page.text
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert data.startswith(b"%PDF")
    assert b"Hanmo" not in data
    assert [name for name, _size in files_of(found) if name.endswith(".pdf")] == [f"{handout.pk}/handout.pdf"]
    assert client.get(f"/private/renditions/{handout.uid}/handout.pdf").status_code in {302, 404}
    assert publicfiles.check() == ([], [])
    storages["public"].delete(f"{found.token}/{handout.pk}/handout.pdf")
    assert publicfiles.check() == ([], [f"{lecture.slug}: {handout.pk}/handout.pdf"])


def test_it_goes_with_the_takedown(lecture, handout, court, client, work_off):
    client.force_login(court.curator)
    tick(client, lecture, handout)
    work_off()
    found = release(lecture, court, work_off)
    client.logout()
    address = address_of(found)
    withdraw(lecture, by=court.curator, reason="撤下")

    assert client.get(address).status_code == 404


def test_the_tick_is_signed_and_is_no_small_correction(lecture, handout, court, client, work_off):
    client.force_login(court.curator)
    tick(client, lecture, handout, on=False)
    without = digest_of(draft_of(lecture))
    release(lecture, court, work_off)
    draft = draft_of(lecture)
    draft.media = [
        draft.media.first(),
        WorkMedia(asset=handout, role="script", caption="讲义", alt="讲义", download=True),
    ]
    draft.save_revision(user=court.curator)

    assert digest_of(draft_of(lecture)) != without
    assert not may_be_corrected(WorkPage.objects.get(pk=lecture.pk))


def test_nobody_signs_what_is_not_bound_yet(lecture, handout, court, client, work_off):
    client.force_login(court.curator)
    tick(client, lecture, handout)

    with pytest.raises(NotPossible, match="正在生成供下载的文件"):
        open_review(WorkPage.objects.get(pk=lecture.pk), by=court.curator)


def test_what_is_no_pdf_has_no_tick(lecture, court, client):
    client.force_login(court.curator)
    address = reverse("wagtailadmin_pages:edit", args=[lecture.pk])

    client.post(
        address, form_of(lecture, text=SCRIPT, details_speaker="投稿人", **{"media-0-download": "on"})
    )

    (row,) = client.get(address).context["form"].formsets["media"].forms
    assert "download" not in row.fields
    assert not draft_of(lecture).media.get().download


def test_a_part_of_a_handout_is_not_offered(lecture, handout, court, client):
    client.force_login(court.curator)
    handout.renditions.filter(role="page").last().delete()

    response = tick(client, lecture, handout)

    _recording, wrong = response.context["form"].formsets["media"].errors
    assert wrong == {"download": ["只有各页都在页面上展示的 PDF 才能供下载。"]}
