"""The programme and the calls, for visitors and staff."""

from django.urls import path

from campaigns.views.plan import calls, plan

urlpatterns = [
    path("plan/", plan, name="plan"),
    path("calls/", calls, name="calls"),
]
