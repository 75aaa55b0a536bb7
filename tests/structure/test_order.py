"""Foreign keys keep the order that import-linter keeps for imports: it cannot see them, since they are strings."""

from django.apps import apps
from django.db.models import ForeignObject, ManyToManyField

# From the bottom up; apps of one line do not know each other.
LAYERS = [
    {"audit", "jobs"},
    {"accounts"},
    {"media_library"},
    {"campaigns"},
    {"showcase", "submissions"},
    {"curation"},
    {"reports"},
    {"config"},
]
HEIGHT = {label: height for height, labels in enumerate(LAYERS) for label in labels}
PRIVATE = {"media_library", "submissions", "curation", "reports"}


def relations():
    """Each relation from a model of ours to a model of another app of ours."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in HEIGHT:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignObject | ManyToManyField) and field.model is model:
                target = field.related_model._meta.app_label
                if target in HEIGHT and target != model._meta.app_label:
                    yield model._meta.app_label, target, field


def test_every_app_of_ours_has_its_place() -> None:
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}

    assert ours - HEIGHT.keys() == set()


def test_foreign_keys_point_downwards() -> None:
    upward = [str(field) for source, target, field in relations() if HEIGHT[source] <= HEIGHT[target]]

    assert upward == []


def test_audit_and_jobs_point_at_nothing() -> None:
    pointing = [str(field) for source, _target, field in relations() if source in {"audit", "jobs"}]

    assert pointing == []


def test_nobody_walks_back_from_the_public_to_the_private() -> None:
    """Else a public template could reach, say, a contributor's telephone number over a reverse relation."""
    open_ways = [
        str(field)
        for source, _target, field in relations()
        if source in PRIVATE and not field.remote_field.hidden
    ]

    assert open_ways == []
