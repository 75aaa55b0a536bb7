import pytest
from django.db.models import Q

from media_library import narrowing
from media_library.models import Asset
from media_library.narrowing import Narrowing
from tests.factories import AssetFactory


@pytest.mark.django_db
def test_what_fits_one_of_several_layers_fits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(narrowing, "_offered", {})
    for name in ("一", "二", "三"):
        AssetFactory(name=name)

    narrowing.offer(Narrowing("unit", "Unit", lambda: [("7", "庭")], lambda key: Q(name="一")))
    narrowing.offer(Narrowing("unit", "?", list, lambda key: Q(name="二")))
    narrowing.offer(Narrowing("used", "Used", list, lambda key: Q(name=key)))

    assert [(name, each.label) for name, each in narrowing.offered().items()] == [
        ("unit", "Unit"),
        ("used", "Used"),
    ]
    fits = Asset.objects.filter(narrowing.fitting("unit", "7")).order_by("pk")
    assert [asset.name for asset in fits] == ["一", "二"]
    assert Asset.objects.get(narrowing.fitting("used", "三")).name == "三"
