"""Wall labels: one A6 page for each public work."""

import pypdfium2
import pytest
from django.urls import reverse

from reports.labels import code_of, label_of, labels
from showcase.models import WorkCard
from tests.curation.test_exhibitions import hang

pytestmark = pytest.mark.django_db


def test_a_label_says_title_author_unit_and_where_to_read_on(public, court):
    found = label_of(WorkCard.objects.select_related("unit").get())

    assert (found["title"], found["lines"][0]) == ("=SUM(1)晨光", "𠮷𫖯𬘭、买买提·艾力、=1+1\u3000刑事审判庭")
    assert found["code"].startswith("<svg")


def test_two_addresses_have_two_codes():
    assert code_of("https://example.org/works/a/") != code_of("https://example.org/works/b/")


@pytest.mark.parametrize("title", ["静", "记一个春天的清晨" * 10, "走过十二里山路" * 36])
@pytest.mark.usefixtures("chinese_font")
def test_each_work_has_an_a6_page(public, court, title):
    WorkCard.objects.update(title=title)
    document = pypdfium2.PdfDocument(labels(hang(public, court.curator)))

    assert len(document) == 1
    assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [148, 105]
    document.close()


@pytest.mark.parametrize(("who", "status"), [("curator", 200), ("first", 404), ("contributor", 404)])
@pytest.mark.usefixtures("chinese_font")
def test_they_are_for_the_curators(public, court, client, who, status):
    page = hang(public, court.curator)
    client.force_login(getattr(court, who))

    assert client.get(reverse("reports_labels", args=[page.pk])).status_code == status
