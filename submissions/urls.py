"""Calls, one's own works, a unit's desk. The curators' desk stands in the admin: ``wagtail_hooks``."""

from django.urls import path

from submissions.views import batch, calls, consent, desk, newer, order, others, prints, unit, writing

urlpatterns = [
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/start/", calls.start, name="call_start"),
    path("calls/<slug:slug>/late/", others.late_access, name="call_late"),
    path("calls/<slug:slug>/order/", order.call_order, name="call_order"),
    path("calls/<slug:slug>/batch/", batch.bring, name="call_batch"),
    path("calls/<slug:slug>/batch/template/", batch.template, name="call_batch_template"),
    path("me/batch/<uuid:uid>/", batch.batch, name="batch"),
    path("me/", desk.me, name="me"),
    path("me/<uuid:uid>/", desk.my_work, name="my_work"),
    path("me/<uuid:uid>/edit/", writing.edit, name="my_work_edit"),
    path("me/<uuid:uid>/files/", writing.files, name="my_work_files"),
    path("me/<uuid:uid>/preview/", writing.preview, name="my_work_preview"),
    path("me/<uuid:uid>/recall/", writing.recall, name="my_work_recall"),
    path("me/<uuid:uid>/newer/", newer.begin_newer, name="my_work_newer"),
    path("me/<uuid:uid>/newer/give-up/", newer.give_up_newer, name="my_work_newer_give_up"),
    path("me/<uuid:uid>/discard/", writing.discard, name="my_work_discard"),
    path("me/<uuid:uid>/hand-over/", others.hand_over, name="my_work_hand_over"),
    path("me/<uuid:uid>/agree/", others.agree, name="my_work_agree"),
    path("me/<uuid:uid>/registration/", prints.registration, name="my_work_registration"),
    path("me/<uuid:uid>/declaration/", prints.declaration, name="my_work_declaration"),
    path("me/<uuid:uid>/withdraw/", consent.withdraw, name="my_work_withdraw"),
    path("unit/", unit.unit, name="unit"),
    path("unit/summary/", unit.unit_summary, name="unit_summary"),
    path("unit/<uuid:uid>/", unit.unit_work, name="unit_work"),
]
