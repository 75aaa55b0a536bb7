"""The door: in, out, a new password, and what is said to whom."""

from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role, grant

PASSWORD = "mo-yan-2021-bi"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("10001", name="示例甲", password=PASSWORD)


def sign_in(client: Client, username: str = "10001", password: str = PASSWORD, **extra):
    return client.post("/login/", {"username": username, "password": password}, **extra)


class TestLogin:
    def test_leads_to_the_desk(self, client: Client, user: User) -> None:
        response = sign_in(client)

        assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/me/")

    def test_leads_to_where_one_was_going(self, client: Client, user: User) -> None:
        response = client.post("/login/", {"username": "10001", "password": PASSWORD, "next": "/calls/"})

        assert response["Location"] == "/calls/"

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
    )
    def test_never_leads_elsewhere(self, client: Client, user: User, elsewhere: str) -> None:
        response = client.post("/login/", {"username": "10001", "password": PASSWORD, "next": elsewhere})

        assert response["Location"] == "/me/"

    def test_wrong_password_is_a_sentence_in_the_readers_language(self, client: Client, user: User) -> None:
        chinese = sign_in(client, password="wrong").content.decode()
        english = client.post("/en/login/", {"username": "10001", "password": "wrong"}).content.decode()

        assert "<p>工号与密码不相符，请注意字母大小写。</p>" in chinese
        assert (
            "<p>This staff number and password do not belong together. Mind capital letters.</p>" in english
        )

    def test_deactivated_account_hears_nothing_else(self, client: Client, user: User) -> None:
        User.objects.update(is_active=False)

        assert sign_in(client).context["form"].non_field_errors() == ["工号与密码不相符，请注意字母大小写。"]

    def test_makes_a_new_session(self, client: Client, user: User) -> None:
        client.get("/login/")
        before = client.session.session_key

        sign_in(client)

        assert client.session.session_key != before

    @pytest.mark.parametrize("value", ["\x00", "é" * 400, "' OR 1=1 --", "𠮷"])
    def test_odd_input_is_only_wrong(self, client: Client, user: User, value: str) -> None:
        assert sign_in(client, username=value).status_code == HTTPStatus.OK
        assert sign_in(client, password=value).status_code == HTTPStatus.OK


class TestLogout:
    def test_ends_the_session(self, client: Client, user: User) -> None:
        client.force_login(user)

        client.post("/logout/")

        assert "_auth_user_id" not in client.session

    def test_needs_a_deliberate_act(self, client: Client, user: User) -> None:
        client.force_login(user)

        assert client.get("/logout/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


class TestPassword:
    def test_is_changed(self, client: Client, user: User) -> None:
        client.force_login(user)
        new = {"old_password": PASSWORD, "new_password1": "shan-shui-88", "new_password2": "shan-shui-88"}

        response = client.post("/password/", new)

        user.refresh_from_db()
        assert response["Location"] == "/me/"
        assert user.check_password("shan-shui-88") is True

    def test_page_is_for_the_signed_in(self, client: Client, db: None) -> None:
        assert client.get("/password/")["Location"] == "/login/?next=/password/"


class TestAdmin:
    def test_has_no_door_of_its_own(self, client: Client, db: None) -> None:
        assert client.get("/admin/login/?next=/admin/x/")["Location"] == "/login/?next=%2Fadmin%2Fx%2F"
        assert client.post("/admin/login/", {"username": "10001"}).status_code == HTTPStatus.FOUND

    def test_lets_roles_in_and_nobody_else(self, client: Client, user: User) -> None:
        client.force_login(user)
        assert client.get("/admin/").status_code != HTTPStatus.OK

        grant(user, Role.FIRST)

        assert client.get("/admin/").status_code == HTTPStatus.OK

    def test_account_screen_leaves_the_name_alone(self, client: Client, user: User) -> None:
        grant(user, Role.FIRST)
        client.force_login(user)

        response = client.get("/admin/account/")

        names = {panel.name for panels in response.context["panels_by_tab"].values() for panel in panels}
        assert (response.status_code, names & {"name_email", "avatar"}) == (HTTPStatus.OK, set())
        assert "password" in names
