"""The papers are shown, saved as Word files, and to nobody but readers of the work."""

import io

import pytest
from django.test import Client
from docx import Document

from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("paper", ["registration", "declaration"])
def test_paper_on_the_page_and_as_a_word_file(client: Client, paper: str) -> None:
    work = SubmissionFactory(sent=True, title="𠮷𫖯𬘭 <登高>")
    client.force_login(work.contributor)

    page = client.get(f"/me/{work.uid}/{paper}/")
    assert "𠮷𫖯𬘭 &lt;登高&gt;" in page.text
    file = client.get(f"/me/{work.uid}/{paper}/?format=docx")
    cells = [cell.text for table in Document(io.BytesIO(file.content)).tables for cell in table._cells]
    assert "𠮷𫖯𬘭 <登高>" in cells
    assert "attachment" in file["Content-Disposition"]

    client.force_login(UserFactory(liaison_of=work.unit))
    assert client.get(f"/me/{work.uid}/{paper}/").status_code == 200
    client.force_login(UserFactory())
    assert client.get(f"/me/{work.uid}/{paper}/").status_code == 404
