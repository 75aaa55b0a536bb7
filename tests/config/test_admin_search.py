"""Wagtail's own search of pages, which its menu, its page chooser and its lists offer."""

import pytest
from django.test import Client

from showcase.models import WorksPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "作品", "a", '"', "%", "' OR 1=1", "\\"])
def test_the_admin_finds_pages_by_any_words_without_failing(query: str):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    folder = WorksPage.objects.get().get_parent().pk

    answers = [
        client.get(path, {"q": query})
        for path in ("/admin/pages/search/", "/admin/choose-page/search/", f"/admin/pages/{folder}/")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    if query == "作品":
        assert f"/admin/pages/{WorksPage.objects.get().pk}/" in answers[0].content.decode()
