"""Administrators keep the accounts on Wagtail's screens, with one name and our roles."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import Role, grant, has_role

PASSWORD = "mo-yan-2021-bi"


@pytest.fixture
def admin(client: Client, db: None) -> User:
    admin = User.objects.create_superuser("admin", name="管理员")
    client.force_login(admin)
    return admin


def test_new_account_has_a_name_and_roles(client: Client, admin: User) -> None:
    first = Group.objects.get(name=Role.FIRST)

    response = client.post(
        "/admin/users/new/",
        {
            "username": "10001",
            "name": "买买提·艾力",
            "email": "",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": [first.pk],
        },
    )

    user = User.objects.get(username="10001")
    assert response.status_code == HTTPStatus.FOUND
    assert (user.name, user.email, user.check_password(PASSWORD)) == ("买买提·艾力", "", True)
    assert has_role(user, Role.FIRST) is True


def test_form_shows_roles_by_the_name_people_use(client: Client, admin: User) -> None:
    form = client.get("/admin/users/new/").context["form"]

    labels = [str(label) for _value, label in form.fields["groups"].choices]

    assert labels[:5] == ["新媒体团队", "初审", "复审", "终审", "保密审查"]
    assert {"first_name", "last_name"} & set(form.fields) == set()


def test_account_is_deactivated_on_its_screen(client: Client, admin: User) -> None:
    user = User.objects.create_user("10001", name="示例甲", password=PASSWORD)
    assert client.get(f"/admin/users/edit/{user.pk}/").status_code == HTTPStatus.OK

    client.post(f"/admin/users/edit/{user.pk}/", {"username": "10001", "name": "示例甲", "is_active": ""})

    user.refresh_from_db()
    assert (user.is_active, user.check_password(PASSWORD)) == (False, True)


def test_account_is_never_deleted(client: Client, admin: User) -> None:
    user = User.objects.create_user("10001")

    one = client.post(f"/admin/users/delete/{user.pk}/")
    many = client.post(f"/admin/bulk/accounts/user/delete/?id={user.pk}")

    assert User.objects.filter(pk=user.pk).exists()
    assert HTTPStatus.INTERNAL_SERVER_ERROR not in (one.status_code, many.status_code)


def test_second_account_of_a_staff_number_is_refused_with_a_sentence(client: Client, admin: User) -> None:
    response = client.post(
        "/admin/users/new/", {"username": "admin", "name": "乙", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert response.status_code == HTTPStatus.OK
    assert "username" in response.context["form"].errors


@pytest.mark.parametrize("query", ["?q=示例", "?q=10001", "?ordering=name", "?ordering=-name"])
def test_list_is_found_and_sorted_by_name(client: Client, admin: User, query: str) -> None:
    User.objects.create_user("10001", name="示例甲")

    response = client.get(f"/admin/users/{query}")

    assert response.status_code == HTTPStatus.OK
    assert "示例甲" in response.content.decode()


def test_list_costs_the_same_for_one_and_for_many(
    client: Client, admin: User, django_assert_max_num_queries
) -> None:
    for number in range(30):
        User.objects.create_user(f"1{number:04}", name=f"示例{number}")

    with django_assert_max_num_queries(20):
        client.get("/admin/users/")


@pytest.mark.parametrize("role", list(Role))
def test_roles_alone_do_not_open_the_accounts(client: Client, db: None, role: Role) -> None:
    user = User.objects.create_user("10001")
    grant(user, role)
    client.force_login(user)

    assert client.get("/admin/users/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/admin/users/new/").status_code == HTTPStatus.NOT_FOUND


def test_the_list_says_who_holds_which_role(client: Client, admin: User) -> None:
    grant(User.objects.create_user("10001", name="张清和"), Role.FIRST, Role.SECRECY)

    text = client.get("/admin/users/").content.decode()

    assert "初审、保密审查" in text or "保密审查、初审" in text


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "保密审查"), ("en", "confidentiality review")])
def test_a_role_is_said_in_words_wherever_wagtail_names_it(
    client: Client, admin: User, language: str, word: str
) -> None:
    role = Group.objects.get(name=Role.SECRECY)
    UserProfile.objects.create(user=admin, preferred_language=language)

    said = [
        client.get(address).text
        for address in (
            "/admin/groups/",
            f"/admin/groups/edit/{role.pk}/",
            "/admin/users/",
            f"/admin/bulk/accounts/user/assign_role/?id={admin.pk}",
        )
    ]

    assert [word in each for each in said] == [True] * 4


def test_a_role_keeps_the_name_by_which_it_is_known(client: Client, admin: User) -> None:
    role, other = Group.objects.get(name=Role.FIRST), Group.objects.create(name="访客")
    managed = {
        f"{form.prefix}-{field}": number
        for form in client.get(f"/admin/groups/edit/{role.pk}/").context["permission_panels"]
        for field, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MAX_NUM_FORMS", 0))
    }

    for group in (role, other):
        client.post(f"/admin/groups/edit/{group.pk}/", {"name": "贵宾", **managed})

    assert [str(each) for each in Group.objects.filter(name__in=[Role.FIRST, "贵宾"])] == ["初审", "贵宾"]
