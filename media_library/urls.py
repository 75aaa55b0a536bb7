"""Addresses of files. Bytes have one address each; what speaks to people stands under the reader's language."""

from django.urls import include, path, re_path

from media_library import progress, serving, waveform

#: The same in every language.
files = [
    path("private/originals/<uuid:uid>/", serving.original, name="private-original"),
    path("private/renditions/<uuid:uid>/<path:name>", serving.rendition, name="private-rendition"),
    path("private/assets/<uuid:uid>/waveform.svg", waveform.waveform, name="private-waveform"),
    re_path(r"^public/(?P<token>[0-9A-Za-z_-]{16,64})/(?P<path>.+)\Z", serving.public, name="public-file"),
]

#: These answer with sentences.
urlpatterns = [
    path("uploads/", include("media_library.uploads.urls")),
    path("private/assets/<uuid:uid>/state.json", progress.state, name="asset-state"),
]
