"""The inbox."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.messages import telling
from accounts.messages.models import Message
from accounts.models import User

A_PAGE = 30


@require_safe
@login_required
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """``/me/messages/``: what was told, what was not opened first."""
    own = Message.objects.filter(to=_reader(request))
    page = Paginator(own.unread_first(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/messages/inbox.html", {"page": page, "by_email": bool(settings.EMAIL_URL)}
    )


@require_safe
@login_required
@never_cache
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """``/me/messages/<pk>/``: opened, and on to what it is about."""
    found = get_object_or_404(Message, pk=pk, to=_reader(request))
    telling.read([found])
    return redirect(found.address)


@require_POST
@login_required
def by_email(request: HttpRequest) -> HttpResponse:
    """``/me/messages/email/``: whether one's messages come by e-mail, too."""
    User.objects.filter(pk=_reader(request).pk).update(mail_messages=request.POST.get("wanted") == "yes")
    return redirect("messages")


@require_POST
@login_required
def all_read(request: HttpRequest) -> HttpResponse:
    """``/me/messages/read/``: everything was seen."""
    telling.read_all(_reader(request))
    return redirect("messages")


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
