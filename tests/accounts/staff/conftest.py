"""An administrator, and sheets that were brought."""

import pytest

from accounts.models import StaffSheet, User
from accounts.staff.applying import confirm
from accounts.staff.comparing import compare
from accounts.staff.sheet import Table, read
from tests.accounts.staff.books import book


@pytest.fixture
def administrator(db) -> User:
    return User.objects.create_superuser("admin", name="管理员")


@pytest.fixture
def brought(administrator):
    """Bring a sheet of these rows."""

    def bring(*rows, whole: bool = True, **options) -> StaffSheet:
        return StaffSheet.objects.create(
            file_name="名册.xlsx", table=read(book(*rows, **options)).as_data(), whole=whole, by=administrator
        )

    return bring


@pytest.fixture
def preview():
    """What a sheet would do."""
    return lambda sheet: compare(Table.from_data(sheet.table), whole=sheet.whole)


@pytest.fixture
def taken_over(brought, preview, administrator):
    """Bring a sheet and confirm it."""

    def take(*rows, **options) -> StaffSheet:
        sheet = brought(*rows, **options)
        return confirm(sheet, administrator, digest=preview(sheet).digest, drastic=True)

    return take
