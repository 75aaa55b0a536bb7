import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from showcase.models import Synonyms
from showcase.search import synonyms
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_curators_keep_the_groups(client):
    client.force_login(UserFactory(curator=True))

    response = client.post("/admin/synonyms/new/", {"words": "调解 和解"})

    assert response.status_code == 302
    assert synonyms()["和解"] == ("调解", "和解")
    assert "调解 和解" in client.get("/admin/synonyms/").content.decode()


@pytest.mark.parametrize("words", ["调解", "书法 書法", "调解 ，"])
def test_a_group_has_two_different_words(client, words):
    client.force_login(UserFactory(curator=True))

    response = client.post("/admin/synonyms/new/", {"words": words})

    assert "至少两个不同的词" in response.content.decode()
    assert not Synonyms.objects.filter(words=words).exists()
    with pytest.raises(ValidationError):
        Synonyms(words=words).full_clean()


def test_others_have_no_such_screen(client):
    client.force_login(UserFactory(role=Role.FINAL))

    assert client.get("/admin/synonyms/").status_code == 404
