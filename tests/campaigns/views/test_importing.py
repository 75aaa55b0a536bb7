"""A notice on screen: brought, looked at, confirmed. Nothing is made before."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, Item
from tests.campaigns.notice.word import document, paragraph
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_only_curators_bring_notices(client):
    client.force_login(UserFactory())

    assert client.get(reverse("plan_import")).status_code in (302, 404)
    assert client.post(reverse("plan_confirm"), {"source": "x"}).status_code in (302, 404)


def test_a_pasted_notice_is_shown_beside_its_lines_and_nothing_is_made(as_curator, notice):
    response = as_curator.post(reverse("plan_import"), {"text": notice.replace("\n", "\r\n")})

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("推断") >= 4
    assert 'name="fill-19:3"' in page
    assert [f'id="line-{number}"' in page for number in range(1, 41)] == [True] * 40
    assert not Campaign.objects.exists()


def test_a_word_file_is_read(as_curator):
    data = document(
        paragraph("关于活动的通知"),
        paragraph("主要活动", 0),
        paragraph("读书", 2),
        paragraph("责任单位：工会"),
    )

    response = as_curator.post(reverse("plan_import"), {"file": SimpleUploadedFile("通知.docx", data)})

    assert response.context["state"].proposal.items[0].title == "读书"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .docx"),
        ("空.txt", b"   \n", "请选择文件，或粘贴通知正文"),
        ("诗.txt", "白日依山尽".encode(), "没有在这份通知里识别出活动项"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(as_curator, name, data, sentence):
    response = as_curator.post(reverse("plan_import"), {"file": SimpleUploadedFile(name, data)})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def _fields(response) -> dict[str, str]:
    """What a browser without scripts would send back."""
    from html.parser import HTMLParser

    class Fields(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.area = self.select = ""

        def handle_starttag(self, tag, attributes):
            each = dict(attributes)
            if tag == "input" and each.get("name"):
                if each.get("type") != "checkbox" or "checked" in each:
                    self.found[each["name"]] = each.get("value", "")
            elif tag == "textarea":
                self.area = each["name"]
                self.found[self.area] = ""
            elif tag == "select":
                self.select = each["name"]
            elif tag == "option" and "selected" in each:
                self.found[self.select] = each["value"]

        def handle_endtag(self, tag):
            if tag == "textarea":
                self.area = ""

        def handle_data(self, data):
            if self.area:
                self.found[self.area] += data

    page = response.content.decode()
    form = page[page.index('<form class="hm-confirm"') :]
    fields = Fields()
    fields.feed(form[: form.index("</form>")])
    fields.found["source"] = fields.found["source"].removeprefix("\n")
    return fields.found


def test_without_scripts_a_notice_is_split_filled_and_made_into_a_plan(as_curator, curator, notice):
    fields = _fields(as_curator.post(reverse("plan_import"), {"text": notice}))
    fields = _fields(as_curator.post(reverse("plan_confirm"), {**fields, "split": "i9"}))
    fields |= {"fill-19:3": "6", "i9p0-title": "展演展播", "i9p1-title": "书法、文章征集", "create": "1"}

    response = as_curator.post(reverse("plan_confirm"), fields)

    campaign = Campaign.objects.get()
    assert response.status_code == 302
    assert (campaign.created_by, campaign.fillings, campaign.source) == (curator, {"19:3": "6"}, notice)
    labels = Item.objects.order_by("group__position", "position").values_list(
        "label", "title", "title_inferred"
    )
    assert list(labels)[-3:] == [
        ("10a", "展演展播", False),
        ("10b", "书法、文章征集", False),
        ("11", "精神文明创建活动", False),
    ]


def test_a_mistake_loses_nothing_that_was_typed(as_curator, notice):
    fields = _fields(as_curator.post(reverse("plan_import"), {"text": notice}))

    response = as_curator.post(
        reverse("plan_confirm"), {**fields, "i0-title": "", "i1-title": "改过的标题", "create": "1"}
    )

    again = _fields(response)
    assert response.status_code == 422
    assert (again["i0-title"], again["i1-title"]) == ("", "改过的标题")
    assert "活动项须有标题" in response.content.decode()
    assert not Campaign.objects.exists()


def test_a_notice_that_was_imported_before_says_so(as_curator, plan, notice):
    response = as_curator.post(reverse("plan_import"), {"text": notice})

    assert "此前已导入" in response.content.decode()


def test_pressing_twice_makes_one_plan_and_a_second_needs_a_word(as_curator, notice):
    fields = {**_fields(as_curator.post(reverse("plan_import"), {"text": notice})), "create": "1"}

    first, second = [as_curator.post(reverse("plan_confirm"), fields) for _ in range(2)]
    assert (first.status_code, second.status_code, Campaign.objects.count()) == (302, 422, 1)
    knowing = {**_fields(second), "again": "1", "create": "1"}
    statuses = [as_curator.post(reverse("plan_confirm"), knowing).status_code for _ in range(2)]

    assert (statuses, Campaign.objects.count()) == ([302, 422], 2)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_plan(as_curator, curator, notice):
    fields = {**_fields(as_curator.post(reverse("plan_import"), {"text": notice})), "create": "1"}
    start, statuses = threading.Barrier(2), []

    def press() -> None:
        client = Client()
        client.cookies = as_curator.cookies.copy()
        start.wait(10)
        statuses.append(client.post(reverse("plan_confirm"), fields).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (sorted(statuses), Campaign.objects.count()) == ([302, 422], 1)


def test_a_file_may_be_dropped_anywhere_on_the_form(as_curator):
    page = as_curator.get(reverse("plan_import")).content.decode()

    assert "data-drop" in page
    assert "js/drop-notice" in page


def test_a_notice_of_a_thousand_items_is_refused(as_curator):
    text = "关于活动的通知\n一、主要活动\n" + "1.读书。\n" * 1000

    response = as_curator.post(reverse("plan_import"), {"text": text})

    assert response.status_code == 422
    assert "请分开导入" in response.content.decode()


def test_confirming_without_a_notice_leads_back(as_curator):
    assert as_curator.post(reverse("plan_confirm"), {"create": "1"}).status_code == 302
