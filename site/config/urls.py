"""Every address of the service, in one place: Chinese at ``/``, English at ``/en/``.

Addresses of files, feeds and machines, and the admin, stand outside ``i18n_patterns``: they have one form.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls

from config.health import healthz
from media_library import urls as media_urls

handler400 = "config.errors.bad_request"
# A refusal says no more than an address where nothing is.
handler403 = "config.errors.not_found"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("showcase.machine_urls")),
    path("admin/", include("accounts.admin_urls")),
    path("admin/", include("media_library.admin_urls")),
    path("admin/", include(wagtail_admin_urls)),
    *media_urls.files,
]

urlpatterns += i18n_patterns(
    path("", include("accounts.urls")),
    path("", include("media_library.urls")),
    path("", include("campaigns.urls")),
    path("", include("showcase.urls")),
    path("", include("curation.urls")),
    path("", include("submissions.urls")),
    # Last: our own views are above; this lets ``Page.url`` resolve.
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
