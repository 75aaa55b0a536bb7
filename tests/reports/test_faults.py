"""更正/撤稿登记 has the office's columns, in the office's order."""

import datetime as dt
import io

from django.utils import timezone
from openpyxl import load_workbook

from curation.takedown import Finding, approve, ask
from reports.faults import faults
from reports.period import Period
from reports.workbook import as_xlsx
from tests.curation.conftest import withdraw

COLUMNS = (
    "序号｜标题/链接｜发现时间｜发现人/渠道(巡查/读者/上级)｜问题类型(错字/事实/肖像/涉密/版权/表述)｜处置(更正/替换/下线)"
    "｜申请人｜批准人｜完成时间｜用时(分钟)｜同步平台核对｜原因与整改"
)


def rows() -> list[tuple]:
    today = timezone.localdate()
    made = as_xlsx(faults(Period(today, today)), until=timezone.now())
    return list(load_workbook(io.BytesIO(made)).active.values)


def test_columns_and_a_withdrawn_work(public, court) -> None:
    withdraw(public, by=court.curator, reason="人名有误")

    header, row = rows()

    assert "｜".join(header) == COLUMNS
    assert row[0] == 1
    assert row[1].startswith("=SUM(1)晨光\n")
    assert (row[5], row[6], row[11]) == ("下线", "编辑", "人名有误")
    assert isinstance(row[8], dt.datetime)


def test_a_takedown_tells_who_found_asked_and_approved_and_the_minutes(public, court) -> None:
    when = timezone.now() - dt.timedelta(minutes=25)
    finding = Finding("rights", "reader", "买买提·艾力", when, "=作者要求")
    approve(ask(public, by=court.curator, finding=finding), by=court.final)

    row = rows()[1]

    assert row[2] == timezone.localtime(when).replace(tzinfo=None, microsecond=0)
    assert row[3:8] == ("买买提·艾力/读者", "版权", "下线", "编辑", "终审")
    assert row[9] == 25
    assert row[11] == "=作者要求"
