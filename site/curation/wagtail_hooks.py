"""Where the curators' screens hang in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from accounts.menu import ItemFor
from accounts.roles import REVIEWERS, Role, has_role
from curation import (
    album_views,
    bundle_views,
    consenting_views,
    editing_together,  # noqa: F401
    house_views,
    marking_views,
    mistake_views,
    newer_views,
    sheet_views,
    signing_views,
    suggestion_views,
    takedown_views,
    tapping_views,
    views,
)
from curation.home import Desk
from curation.stage_views import StagesGroup
from curation.subjects import KINDS


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("works/", views.works, name="curation_works"),
        path("works/to-sign/", signing_views.to_sign, name="curation_to_sign"),
        path("works/corrections/", suggestion_views.corrections, name="curation_corrections"),
        path("works/bundles/", bundle_views.index, name="curation_bundles"),
        path("works/bundles/new/", bundle_views.gather, name="curation_bundle_new"),
        path("works/bundles/<int:pk>/", bundle_views.bundle, name="curation_bundle"),
        path("works/bundles/<int:pk>/change/", bundle_views.change, name="curation_bundle_change"),
        path("works/bundles/<int:pk>/send/", bundle_views.send, name="curation_bundle_send"),
        path("works/bundles/<int:pk>/sign/", bundle_views.sign, name="curation_bundle_sign"),
        path("works/bundles/<int:pk>/recall/", bundle_views.recall, name="curation_bundle_recall"),
        path("works/takedowns/", takedown_views.takedowns, name="curation_takedowns"),
        path("works/last-review/", sheet_views.sheet, name="curation_sheet"),
        path("works/last-review/links/", sheet_views.links, name="curation_links"),
        path("works/last-review/<str:token>/", sheet_views.by_link, name="curation_sheet_by_link"),
        path("works/from-album/<uuid:uid>/", album_views.from_album, name="curation_from_album"),
        path("house/", house_views.texts, name="curation_house"),
        path("works/mistakes/", mistake_views.answer_mistakes, name="curation_mistakes"),
        path("works/<int:pk>/", views.work, name="curation_work"),
        path("works/<int:pk>/preview/", views.preview, name="curation_preview"),
        path("works/<int:pk>/times/", tapping_views.times, name="curation_times"),
        path("works/<int:pk>/script/", tapping_views.take_script, name="curation_take_script"),
        path("works/<int:pk>/places/", marking_views.places, name="curation_places"),
        path("works/<int:pk>/send/", views.send, name="curation_send"),
        path("works/<int:pk>/sign/", views.sign_stage, name="curation_sign"),
        path("works/<int:pk>/return/", views.return_work, name="curation_return"),
        path("works/<int:pk>/suggest/", suggestion_views.suggest_edits, name="curation_suggest"),
        path("works/<int:pk>/take-over/", suggestion_views.take_edits, name="curation_take_over"),
        path("works/<int:pk>/correct/", suggestion_views.correct, name="curation_correct"),
        path("works/<int:pk>/hand/", views.hand_stage, name="curation_hand"),
        path("works/<int:pk>/release/", views.release_again, name="curation_release_again"),
        path("works/<int:pk>/newer/", newer_views.compare, name="curation_newer"),
        path("works/<int:pk>/licence/", consenting_views.limit, name="curation_licence"),
        path("works/<int:pk>/hint/", consenting_views.follow_up, name="curation_hint"),
        path("works/<int:pk>/takedown/", takedown_views.take_down, name="curation_takedown"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR, *REVIEWERS),
        _("Works and reviews"),
        reverse("curation_works"),
        icon_name="tasks",
        order=120,
    )


@hooks.register("register_admin_menu_item")
def to_sign_item() -> MenuItem:
    return ItemFor(
        lambda user: has_role(user, *REVIEWERS),
        _("Waits for my signature"),
        reverse("curation_to_sign"),
        icon_name="edit",
        order=110,
    )


@hooks.register("register_admin_menu_item")
def mistakes_item() -> MenuItem:
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR),
        _("Mistakes found"),
        reverse("curation_mistakes"),
        icon_name="glasses",
        order=125,
    )


@hooks.register("register_settings_menu_item")
def house_item() -> MenuItem:
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR),
        _("Texts of the site"),
        reverse("curation_house"),
        icon_name="home",
        order=10,
    )


@hooks.register("register_admin_viewset")
def register_stages() -> StagesGroup:
    return StagesGroup()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action("curation.attest")
    class Attested(LogFormatter):
        label = _("Attest")

        def format_message(self, entry: Any) -> str:
            return gettext("Released before, as %(operator)s attests: %(approval)s") % entry.data


@hooks.register("register_page_header_buttons")
def to_dossier(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    """From the editor to the dossier, where a work or an exhibition is sent to review."""
    if isinstance(page.specific_deferred, KINDS):
        yield Button(
            _("Review and release"), reverse("curation_work", args=[page.pk]), icon_name="tasks", priority=5
        )


@hooks.register("construct_homepage_panels", order=1000)
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for this person, in place of Wagtail's panels about pages and its own workflows."""
    panels[:] = [Desk()]


@hooks.register("construct_main_menu", order=1000)
def without_wagtails_help(request: HttpRequest, items: list[Any]) -> None:
    """Its pages stand on the internet, which a closed network does not reach."""
    items[:] = [item for item in items if item.name != "help"]
