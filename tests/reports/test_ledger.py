"""发布台账 has the office's columns, in the office's order."""

import datetime as dt
import io

from django.utils import timezone
from openpyxl import load_workbook

from curation.models import Withdrawal
from media_library.models import Asset
from reports.ledger import ledger
from reports.period import Period
from reports.workbook import as_xlsx
from tests.curation.conftest import withdraw

COLUMNS = "序号｜发布日期｜标题｜信息编号｜平台/栏目｜供稿人｜初审｜复审｜终审｜校对｜发布人｜阅读量｜链接｜存档位置｜更正/撤稿记录"


def rows(first: dt.date | None = None, last: dt.date | None = None) -> list[tuple]:
    today = timezone.localdate()
    made = as_xlsx(ledger(Period(first or today, last or today)), until=timezone.now())
    return list(load_workbook(io.BytesIO(made)).active.values)


def test_columns_and_a_released_work(public) -> None:
    header, row = rows()

    assert "｜".join(header) == COLUMNS
    assert row[:9] == (
        1,
        dt.datetime.combine(timezone.localdate(), dt.time.min),
        "=SUM(1)晨光",
        public.slug,
        "翰墨/照片" if public.kind.name == "照片" else f"翰墨/{public.kind.name}",
        "𠮷𫖯𬘭、买买提·艾力、=1+1",
        "初审",
        "复审",
        "终审",
    )
    assert row[10] == "编辑"
    assert row[12].endswith(f"/works/{public.slug}/")
    assert row[13] == Asset.objects.get().original_path
    assert not row[14]


def test_withdrawal_is_told_beside_its_release(public, court) -> None:
    withdraw(public, by=court.curator, reason="人名有误")

    assert rows()[1][14] == f"{timezone.localdate()} 撤稿：人名有误"
    assert Withdrawal.objects.count() == 1


def test_only_the_period_is_told(public) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)

    assert len(rows(yesterday, yesterday)) == 1
