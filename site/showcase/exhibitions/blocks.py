"""What an exhibition is written in: rooms, each with one anchor work and up to eight in rows."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

GROUNDS = [("paper", _("paper")), ("wall", _("wall")), ("night", _("night"))]
IN_ROWS = 8


class WorkChooserBlock(blocks.ChooserBlock):
    """A released work, by its page: the card changes with every release, the page stays."""

    @cached_property
    def target_model(self) -> Any:
        """Late, since the pages' own module reads this one."""
        from showcase.models import WorkPage

        return WorkPage

    @cached_property
    def widget(self) -> Any:
        """Our chooser of what is public."""
        from showcase.exhibitions.choosing import work_chooser

        return work_chooser.widget_class()

    class Meta:
        icon = "image"


class RoomBlock(blocks.StructBlock):
    """第一单元 and its like; the number comes from the order."""

    title = blocks.CharBlock(
        label=_("title"), max_length=4, help_text=_("Two characters hang best, four at the most.")
    )
    text = blocks.TextBlock(label=_("words on the wall"), max_length=80, required=False, rows=3)
    ground = blocks.ChoiceBlock(
        label=_("ground"),
        choices=GROUNDS,
        default="paper",
        help_text=_("Rooms beside each other look best on different grounds."),
    )
    anchor = WorkChooserBlock(label=_("the anchor: one work that fills the room"))
    works = blocks.ListBlock(
        WorkChooserBlock(label=_("work")),
        label=_("works in rows"),
        max_num=IN_ROWS,
        default=[],
        help_text=_("Up to eight, in the order in which they hang."),
    )

    class Meta:
        icon = "grip"
        label = _("room")


class RoomsBlock(blocks.StreamBlock):
    """The rooms in the order in which one walks through them."""

    room = RoomBlock()
