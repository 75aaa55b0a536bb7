import pytest

from media_library import usage
from media_library.usage import Use, in_short, uses_of
from tests.factories import AssetFactory


@pytest.mark.django_db
def test_each_layer_names_its_uses_in_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(usage, "_finders", [])
    asset, other = AssetFactory(), AssetFactory()
    usage.register(lambda it: [Use("Submission", "山居")] if it == asset else [])
    usage.register(lambda it: [Use("Work", "sf-2021-0001")])

    assert [use.label for use in uses_of(asset)] == ["山居", "sf-2021-0001"]
    assert [use.label for use in uses_of(other)] == ["sf-2021-0001"]


def test_lists_are_told_in_short_by_each_layer_in_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(usage, "_tellers", [])
    usage.register_in_short(lambda assets: {pk: "in 1 work" for pk in assets if pk < 3})
    usage.register_in_short(lambda assets: {2: "in 1 submission"})

    assert in_short([1, 2, 3]) == {1: ["in 1 work"], 2: ["in 1 work", "in 1 submission"]}
