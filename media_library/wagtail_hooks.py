"""Where the library hangs in Wagtail's admin, and what of Wagtail's own media screens does not: there is one library."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem

from accounts.menu import ItemFor
from accounts.roles import Role, has_role
from media_library.albums import views as albums
from media_library.duplicates import views as duplicates
from media_library.library import bulk, one, views
from media_library.library.chooser import AssetChooser, AssetFinder
from media_library.models import Asset

_NOT_OURS = {"images", "documents", "collections"}

register_admin_url_finder(Asset, AssetFinder)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The library, the team's events, what is there twice, and a file."""
    return [
        path("library/", views.library, name="library"),
        path("library/act/", bulk.act, name="library_act"),
        path("library/albums/", albums.albums, name="library_albums"),
        path("library/albums/new/", albums.new, name="library_album_new"),
        path("library/albums/<uuid:uid>/", albums.album, name="library_album"),
        path("library/albums/<uuid:uid>/change/", albums.change, name="library_album_change"),
        path("library/albums/<uuid:uid>/files/", albums.files, name="library_album_files"),
        path("library/albums/<uuid:uid>/state.json", albums.state, name="library_album_state"),
        path("library/albums/<uuid:uid>/picks/", albums.picks, name="library_album_picks"),
        path("library/albums/<uuid:uid>/captions/", albums.captions, name="library_album_captions"),
        path("library/duplicates/", duplicates.duplicates, name="library_duplicates"),
        path("library/duplicates/<int:pk>/", duplicates.decide_pair, name="library_duplicate"),
        path("library/<uuid:uid>/", one.asset, name="library_asset"),
        path("library/<uuid:uid>/arrange/", one.arrange, name="library_arrange"),
        path("library/<uuid:uid>/retry/", one.try_again, name="library_retry"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """After submissions and works, as files are seldom looked for by themselves."""
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR),
        _("Library"),
        reverse("library"),
        icon_name="image",
        order=130,
    )


@hooks.register("register_admin_viewset")
def chooser() -> AssetChooser:
    """How a page's editor chooses a file."""
    return AssetChooser("asset_chooser", url_prefix="library/choose")


@hooks.register("construct_main_menu", order=1000)
def without_wagtails_media(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's menus of images and documents."""
    items[:] = [item for item in items if item.name not in _NOT_OURS]


@hooks.register("construct_settings_menu", order=1000)
def without_collections(request: HttpRequest, items: list[Any]) -> None:
    """Collections order Wagtail's images and documents, of which there are none."""
    items[:] = [item for item in items if item.name not in _NOT_OURS]


@hooks.register("construct_homepage_summary_items", order=1000)
def without_wagtails_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many images and documents there are: none, ever."""
    items[:] = [
        item
        for item in items
        if not type(item).__module__.startswith(("wagtail.images", "wagtail.documents"))
    ]


@hooks.register("construct_search", order=1000)
def without_wagtails_search(request: HttpRequest, areas: list[Any]) -> None:
    """The tabs of the admin's search for images and documents."""
    areas[:] = [area for area in areas if area.name not in _NOT_OURS]


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """The chooser opens over any page's editor."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-library.css"))
