"""Every text of a version is read: its fields, its captions, and the words inside its documents."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from submissions.hints.places import assets_of, places, with_position
from tests.factories import AssetFactory, SubmissionFactory, bring

pytestmark = pytest.mark.django_db


def test_texts_have_names_that_stay_and_labels_for_people() -> None:
    work = SubmissionFactory(kind="photograph", title="雨后", summary="在村里。")
    work.files.update(caption="村口")
    bring(work, "endorsed")
    version = work.versions.get()

    found = {
        place.name: (place.label, place.text) for place in places(version, work.kind, assets_of(version))
    }

    file = version.content["files"][0]
    assert found["title"] == ("题名", "雨后")
    assert found["summary"][1] == "在村里。"
    assert found["details.place"][1] == "示例村"
    assert found[f"caption.{file['asset']}"] == (f"“{file['name']}”的图注", "村口")


def test_words_of_a_document_are_read_without_its_marks() -> None:
    asset = AssetFactory(document=True)
    storages["default"].save(
        f"renditions/{asset.uid}/text.html",
        ContentFile("<p>电话 138<em>0013</em>8000 &amp; 其他</p>".encode()),
    )
    asset.renditions.create(role="text", name="text.html", media_type="text/html", size=1, sha256="0" * 64)
    version = SubmissionFactory(assets=[asset], endorsed=True).versions.get()

    found = {place.name: place.text for place in places(version, version.submission.kind, assets_of(version))}

    assert found[f"file.{asset.sha256}"] == "电话 13800138000 & 其他"


def test_files_that_tell_where_they_were_taken() -> None:
    told, silent = AssetFactory(facts={"gps": True}), AssetFactory()

    assert with_position([told, silent]) == [told]
