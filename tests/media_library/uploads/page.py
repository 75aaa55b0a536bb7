"""A page with the uploader in a form, beside the service's own addresses (``@pytest.mark.urls``)."""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from config.urls import urlpatterns as service

PAGE = """{% extends "base.html" %}{% block content %}
<form method="post" enctype="multipart/form-data" class="form">{% csrf_token %}
{% include "components/uploader.html" with accept=".jpg,.txt" only %}
<button class="button">送出</button></form>{% endblock %}"""
TAKEN = '{% extends "base.html" %}{% block content %}<p id="taken">assets={{ assets }} files={{ files }}</p>{% endblock %}'


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        assets, files = request.POST.getlist("asset"), request.FILES.getlist("files")
        came = {"assets": " ".join(assets), "files": " ".join(str(file.name) for file in files)}
        return HttpResponse(Template(TAKEN).render(RequestContext(request, came)))
    return HttpResponse(Template(PAGE).render(RequestContext(request)))


urlpatterns = [path("send/", page), *service]
