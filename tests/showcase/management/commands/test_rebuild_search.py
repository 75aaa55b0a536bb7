import io

import pytest
from django.core.management import call_command

from showcase.search import WORKS, search
from tests.showcase.factories import ReleaseFactory


@pytest.mark.django_db
def test_the_index_is_written_anew_from_the_releases():
    ReleaseFactory(essay=True)
    WORKS.clear()
    out = io.StringIO()

    call_command("rebuild_search", stdout=out)

    assert out.getvalue() == "1 works are in the search index.\n"
    assert search("暖水瓶", {}).total == 1
