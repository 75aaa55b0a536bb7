"""Works and exhibitions go through the same doors; what differs between them stands here and nowhere else.

In the audit trail both are ``work:<key of the page>``: pages have one row of keys.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns import tallies
from curation import marking
from curation.accessible import refuse_inaccessible
from curation.crediting import people_of
from curation.errors import NotPossible
from media_library import handouts
from media_library.models import State as AssetState
from showcase.cards import card_of
from showcase.exhibitions import cards as exhibition_cards
from showcase.exhibitions import content as exhibition
from showcase.marks import Closeup, closeups_of
from showcase.models import ExhibitionPage, Release, WorkCard, WorkMedia, WorkPage
from showcase.signals import card_removed, card_written
from showcase.snapshot import Place, content_of, media_of, private_place
from showcase.views import exhibitions
from showcase.views import work as work_view

#: What goes through the reviews.
KINDS = (WorkPage, ExhibitionPage)
#: An unsaved revision, or the page itself, of either kind; a foreign key to a page gives a plain ``Page``.
Subject = WorkPage | ExhibitionPage

#: The fields with a page's own words.
WORK_WORDS = ("title", "summary", "text")
EXHIBITION_WORDS = ("title", "preface", "afterword", "credits")


def words_named(page: Page) -> tuple[str, ...]:
    """The fields with the page's own words, which a signer may suggest to change."""
    return EXHIBITION_WORDS if isinstance(page, ExhibitionPage) else WORK_WORDS


def shown_media(page: Page) -> list[WorkMedia]:
    """The files that the page itself shows: an exhibition has none, it names works."""
    return media_of(page) if isinstance(page, WorkPage) else []


def closeups(page: Page) -> list[Closeup]:
    """The square details of a work's pictures."""
    return closeups_of(page.closeups) if isinstance(page, WorkPage) else []


def names_in(page: Page) -> set[str]:
    """Who is named as an author."""
    return {str(name) for name in page.authors} if isinstance(page, WorkPage) else set()


def content(page: Page, place: Place = private_place) -> Any:
    """What the page says and shows, as its release would keep it."""
    return exhibition.content_of(page) if isinstance(page, ExhibitionPage) else content_of(page, place)


def credit(page: Page) -> dict[str, Any]:
    """Whom the register of people knows under a work's names."""
    return {"people": people_of(page)} if isinstance(page, WorkPage) else {}


def refuse_unfinished(draft: Page) -> None:
    """Raises NotPossible, with what is lacking, where the revision cannot be reviewed."""
    if isinstance(draft, ExhibitionPage):
        _refuse_unfinished_exhibition(draft)
        return
    media = media_of(draft)
    for each in media:
        if each.asset.state != AssetState.READY:
            raise NotPossible(_("“%(name)s” is not ready yet.") % {"name": each.asset.name})
        if each.download and not handouts.handout_of(each.asset):
            raise NotPossible(
                _("“%(name)s” is still being bound for download; try again in a minute.")
                % {"name": each.asset.name}
            )
    if marking.is_cutting(draft):
        raise NotPossible(_("The details are still being cut; try again in a minute."))
    if not media and not draft.text.strip():
        raise NotPossible(_("The work has neither files nor text."))
    refuse_inaccessible(draft, media)


def _refuse_unfinished_exhibition(draft: ExhibitionPage) -> None:
    found = exhibition.content_of(draft)
    if not found["opens"]:
        raise NotPossible(_("Please say on which day the exhibition opens."))
    if not found["rooms"]:
        raise NotPossible(_("The exhibition has no room yet."))
    for number, room in enumerate(found["rooms"], 1):
        if not room["title"] or not room["anchor"]:
            raise NotPossible(_("Room %(number)d lacks its title or its anchor.") % {"number": number})
    hung = [slug for room in found["rooms"] for slug in (room["anchor"], *room["works"])]
    _refuse_absent({*hung, *filter(None, [found["cover"]])})
    if twice := next((slug for slug in hung if hung.count(slug) > 1), ""):
        title = WorkPage.objects.get(slug=twice).title
        raise NotPossible(_("“%(title)s” hangs in the exhibition twice.") % {"title": title})


def _refuse_absent(slugs: Iterable[str]) -> None:
    """A work may have been withdrawn since it was chosen."""
    gone = set(slugs) - set(WorkCard.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    titles = WorkPage.objects.filter(slug__in=gone).order_by("pk").values_list("title", flat=True)
    if titles:
        raise NotPossible(
            _("Not public any more, please take out: %(titles)s") % {"titles": "、".join(titles)}
        )


def subject(pk: int) -> Subject:
    """The work or the exhibition with this key, with what its dossier tells. Raises Http404 where there is neither."""
    work = WorkPage.objects.select_related("kind", "unit", "item").filter(pk=pk).first()
    return work or get_object_or_404(ExhibitionPage, pk=pk)


def public_path(slug: str, *, exhibition: bool) -> str:
    """Where visitors find it, in the reader's language."""
    return reverse("exhibition" if exhibition else "work", args=[slug])


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as visitors will see it."""
    if isinstance(page, ExhibitionPage):
        return exhibitions.show(request, exhibition.content_of(page))
    return work_view.show(request, content_of(page))


def put_up(found: Release, page: Page) -> None:
    """Write what lists read of a release that went live, within its transaction."""
    if isinstance(page, ExhibitionPage):
        exhibition_cards.put_up(found)
        return
    _replace_card(found, page)
    count(page)


def _replace_card(found: Release, page: WorkPage) -> None:
    """Replace the work's card; it keeps the day on which the work was first public."""
    old = WorkCard.objects.filter(slug=page.slug).first()
    card = card_of(found, old.first_released_at if old else found.released_at or timezone.now())
    if old:
        card_removed.send(WorkCard, card=old)
        old.delete()
    card.item_id, card.unit_id, card.kind_id = page.item_id, page.unit_id, page.kind_id
    card.save()
    card_written.send(WorkCard, card=card, release=found)


def take_off(page_id: int) -> None:
    """Delete what lists read of a page, within the transaction that ends its release."""
    for card in WorkCard.objects.filter(release__page_id=page_id):
        card_removed.send(WorkCard, card=card)
        card.delete()
    exhibition_cards.take_off(page_id)


def count(page: Page) -> None:
    """Write how many works of the page's item and unit are public."""
    if isinstance(page, WorkPage) and page.item_id:
        number = WorkCard.objects.filter(item_id=page.item_id, unit_id=page.unit_id).count()
        tallies.put(page.item_id, page.unit_id, released=number)
