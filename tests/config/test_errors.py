"""What a reader meets when something went wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import get_resolver

from config import errors

pytestmark = pytest.mark.django_db


def test_unknown_address_is_a_sentence_in_the_language_of_the_address(client: Client) -> None:
    chinese, english = client.get("/没有/"), client.get("/en/nowhere/")

    assert (chinese.status_code, english.status_code) == (404, 404)
    assert "这个地址上没有内容。" in chinese.text
    assert "There is nothing at this address." in english.text
    assert 'lang="zh-Hans"' in chinese.text
    assert 'lang="en"' in english.text


def test_server_error_asks_neither_session_nor_database(
    rf: RequestFactory, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/works/"))

    assert response.status_code == 500
    assert "我们这边出了问题" in response.text


def test_refusal_says_no_more_than_an_address_where_nothing_is(client: Client, db) -> None:
    nothing = client.get("/en/nowhere/")
    refused = errors.not_found(nothing.wsgi_request, PermissionDenied("Only the liaison sends works on."))

    assert (nothing.status_code, refused.status_code) == (404, 404)
    assert "Only the liaison" not in refused.text
    assert get_resolver().resolve_error_handler(403) is errors.not_found


def test_expired_form_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "10001"})

    assert response.status_code == 403
    assert "这个表单已过期" in response.text


def test_request_that_makes_no_sense_is_a_page_too(rf: RequestFactory) -> None:
    response = errors.bad_request(rf.get("/"), ValueError())

    assert response.status_code == 400
    assert "无法理解这个请求。" in response.text
