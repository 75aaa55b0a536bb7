from wagtail import hooks

from accounts.viewsets import RegisterGroup


@hooks.register("register_admin_viewset")
def register_people() -> RegisterGroup:
    return RegisterGroup()
