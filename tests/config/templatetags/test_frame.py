"""The frame of every page."""

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.translation import override

from accounts import roles
from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def shown(source: str, **context: object) -> str:
    return Template("{% load frame %}" + source).render(Context(context))


def asked(rf: RequestFactory, address: str) -> HttpRequest:
    """A request for an address that leads somewhere."""
    request = rf.get(address)
    request.resolver_match = resolve(request.path)
    return request


def test_other_language_keeps_address_and_query(rf: RequestFactory) -> None:
    source = "{% other_language as other %}{{ other.name }} {{ other.address }}"

    assert shown(source, request=asked(rf, "/type/?a=1")) == "English /en/type/?a=1"
    with override("en"):
        assert shown(source, request=asked(rf, "/en/type/?a=1")) == "中文 /type/?a=1"


def test_other_language_of_nothing_is_the_entrance(rf: RequestFactory) -> None:
    source = "{% other_language as other %}{{ other.address }}"

    assert shown(source) == "/en/"
    with override("en"):
        assert shown(source) == "/"


def test_home_is_in_the_readers_language() -> None:
    assert shown("{% home_address %}") == "/"
    with override("en"):
        assert shown("{% home_address %}") == "/en/"


def test_staff_see_a_strip_and_visitors_do_not(client: Client) -> None:
    user = User.objects.create_user("10001", name="示例甲")
    before = client.get("/nowhere/").text

    client.force_login(user)
    after = client.get("/nowhere/").text

    assert "staff-strip" not in before
    assert "示例甲" in after
    assert 'href="/admin/"' not in after


def test_way_to_the_admin_is_shown_to_those_it_opens_for(client: Client) -> None:
    user = User.objects.create_user("10001", name="示例甲")
    roles.grant(user, Role.FIRST)
    client.force_login(user)

    assert 'href="/admin/"' in client.get("/nowhere/").text


def test_liaison_is_known() -> None:
    user = User.objects.create_user("10001")
    unit = Unit.objects.create(name="示例支部")
    person = Person.objects.create(name="示例甲", user=user)
    before = shown("{{ user|is_liaison }}", user=User.objects.get())

    Membership.objects.create(person=person, unit=unit, role=Membership.Role.LIAISON)

    assert before == "False"
    assert shown("{{ user|is_liaison }}", user=User.objects.get()) == "True"


def test_chinese_words_say_so_on_an_english_page_alone() -> None:
    words = {"chinese": "第一庭", "english": "First Division"}

    with override("en"):
        assert shown("<b {{ words.chinese|chinese }}>", words=words) == '<b lang="zh-Hans">'
        assert shown("<b {{ words.english|chinese }}>", words=words) == "<b >"
    assert shown("<b {{ words.chinese|chinese }}>", words=words) == "<b >"


def test_digits_are_grouped_as_the_language_does() -> None:
    with override("en"):
        assert shown("{{ n|figures }}", n=20010) == "20,010"
    with override("zh-hans"):
        assert shown("{{ n|figures }}", n=20010) == "20010"


def test_names_follow_the_readers_language_and_fall_back_to_chinese() -> None:
    unit = Unit(name="政治部", name_en="Political Department")
    facts = {"label": "书体", "label_en": ""}

    with override("en"):
        assert shown("{{ unit|in_own_language }}", unit=unit) == "Political Department"
        assert shown("{{ facts|in_own_language:'label' }}", facts=facts) == "书体"
    assert shown("{{ unit|in_own_language }}", unit=unit) == "政治部"
