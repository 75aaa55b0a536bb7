import io

import pytest
from django.core.management import call_command

from media_library.models import Asset
from media_library.searching import ASSETS
from showcase.search import WORKS, search
from tests.factories import AssetFactory
from tests.showcase.factories import ReleaseFactory


@pytest.mark.django_db
def test_the_indexes_of_works_and_of_files_are_written_anew():
    ReleaseFactory(essay=True)
    AssetFactory(name="兰亭.jpg")
    WORKS.clear()
    ASSETS.clear()
    out = io.StringIO()

    call_command("rebuild_search", stdout=out)

    assert out.getvalue() == f"1 works and {Asset.objects.count()} files are in the search index.\n"
    assert search("暖水瓶", {}).total == 1
    assert ASSETS.search("兰亭").total == 1
