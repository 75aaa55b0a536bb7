"""The control sheet on the screen and as a file, and the page that reminds."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.messages.models import Message
from audit.models import Entry
from tests.factories import SubmissionFactory, UnitFactory, UserFactory, kind
from tests.reports.test_control import asking, due

pytestmark = pytest.mark.django_db
PAGE = "/admin/control/"


@pytest.fixture
def curator(client: Client):
    user = UserFactory(curator=True)
    client.force_login(user)
    return user


def test_units_that_lack_something_can_be_seen_alone(client: Client, curator) -> None:
    quiet, busy = UnitFactory(name="研究室"), UnitFactory(name="立案庭")
    call = asking(quiet, busy)
    due(call, "essay", 1)
    SubmissionFactory(call=call, kind=kind("essay"), unit=busy, sent=True)

    everything, lacking = client.get(PAGE).text, client.get(f"{PAGE}?lacking=on").text
    assert "立案庭" in everything
    assert "研究室" in everything
    assert "立案庭" not in lacking
    assert "研究室" in lacking


def test_it_is_narrowed_to_a_campaign_an_item_a_call(client: Client, curator) -> None:
    unit = UnitFactory()
    old, new = asking(unit, title="旧征集"), asking(unit, title="新征集")
    campaign, item = new.item.group.campaign, old.item

    # The newest campaign, where none is named.
    assert client.get(PAGE).context["calls"] == [new]
    assert client.get(f"{PAGE}?campaign={item.group.campaign_id}").context["calls"] == [old]
    for query in (f"item={item.pk}", f"call={old.pk}"):
        shown = client.get(f"{PAGE}?campaign={item.group.campaign_id}&{query}")
        assert shown.context["calls"] == [old]
    assert client.get(f"{PAGE}?campaign={campaign.pk}&call=x&item=999").context["calls"] == [new]


def test_a_call_to_come_is_counted_where_it_is_named(client: Client, curator) -> None:
    call = asking(UnitFactory(), opens_on="2099-01-01")

    assert client.get(PAGE).context["calls"] == []
    assert client.get(f"{PAGE}?call={call.pk}").context["calls"] == [call]


def test_the_file_holds_the_figures_and_no_formula(client: Client, curator) -> None:
    quiet = UnitFactory(name="=SUM(1)研究室")
    call = asking(quiet, kinds=("calligraphy", "essay"), title="示例征集")
    due(call, "essay", 2)
    answer = client.get(f"{PAGE}control.xlsx?lacking=on")

    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows == [
        (
            *("单位", "书法 应报", "书法 已报", "书法 缺", "文章 应报", "文章 已报", "文章 缺"),
            *("合计 应报", "合计 已报", "合计 缺", "完成率（%）", "尚缺"),
        ),
        ("=SUM(1)研究室", None, 0, None, 2, 0, 2, 2, 0, 2, 0, "“示例征集”缺文章2件。 该单位未设联络员。"),
    ]
    cell = load_workbook(io.BytesIO(answer.content)).active["A2"]
    assert cell.data_type == "s"
    assert Entry.objects.get(action="export.control").actor_id == curator.pk


def test_who_would_hear_it_is_named_before_anything_is_sent(client: Client, curator) -> None:
    unit, alone = UnitFactory(name="研究室"), UnitFactory(name="立案庭")
    liaison = UserFactory(liaison_of=unit, name="张谨言")
    asking(unit, alone)
    page = client.get(f"{PAGE}remind/")

    assert "张谨言" in page.text
    assert "没有联络员" in page.text
    assert not Message.objects.exists()

    answer = client.post(f"{PAGE}remind/?lacking=on", {"unit": [str(unit.pk), "x", "9" * 30]})
    assert answer["Location"] == f"{PAGE}?lacking=on"
    assert Message.objects.filter(to=liaison).count() == 1
    assert "今天已提醒" in client.get(f"{PAGE}remind/").text


def test_a_unit_without_a_liaison_is_named_on_the_sheet(client: Client, curator) -> None:
    alone, spoken_for = UnitFactory(name="立案庭"), UnitFactory(name="研究室")
    UserFactory(liaison_of=spoken_for)
    UserFactory(liaison_of=alone, is_active=False)
    asking(alone, spoken_for)

    assert client.get(PAGE).text.count("未设联络员") == 1
    assert [row.unit for row in client.get(PAGE).context["rows"] if row.lacks_a_liaison] == [alone]


def test_a_unit_is_given_more_time_from_there_and_one_comes_back(client: Client, curator) -> None:
    unit, today = UnitFactory(name="研究室"), timezone.localdate()
    call = asking(unit, closes_on=today - dt.timedelta(days=1))
    link = f"/admin/submissions/late/?unit={unit.pk}&amp;call={call.pk}&amp;back=%2Fadmin%2Fcontrol%2F"
    assert link in client.get(PAGE).text.replace("back=/admin/control/", "back=%2Fadmin%2Fcontrol%2F")

    address = f"/admin/submissions/late/?unit={unit.pk}&call={call.pk}&back={PAGE}"
    form = client.get(address).context["form"]
    assert (form["call"].value(), form["unit"].value()) == (str(call.pk), str(unit.pk))
    said = {"call": call.pk, "unit": unit.pk, "until": today.isoformat(), "reason": "出差"}
    assert client.post(address, said)["Location"] == PAGE
    assert f"可补交至 {today}" in client.get(PAGE).text
    away = address.replace(PAGE, "https://example.org/")
    assert client.post(away, said)["Location"] == "/admin/submissions/late/"


@pytest.mark.parametrize("address", ["", "control.xlsx", "remind/"])
@pytest.mark.parametrize("role", ["first", "auditor"])
def test_for_others_it_is_nowhere(client: Client, address: str, role: str) -> None:
    client.force_login(UserFactory(role=role))

    assert client.get(PAGE + address).status_code == 404


@pytest.mark.parametrize("number", [3, 300])
def test_many_units_cost_no_more(client: Client, curator, number: int, django_assert_num_queries) -> None:
    units = [UnitFactory() for _ in range(number)]
    due(asking(*units, kinds=("essay", "calligraphy")), "essay", 2)
    client.get(PAGE)

    with django_assert_num_queries(25):
        assert client.get(PAGE).context["number_lacking"] == number
    with django_assert_num_queries(23):
        client.get(f"{PAGE}remind/")
