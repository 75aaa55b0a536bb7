"""Pages that are edited, releases that are public, cards that lists read."""

from showcase.models.count import WorkCount
from showcase.models.exhibition import ExhibitionCard, ExhibitionPage, ExhibitionsPage, Hung
from showcase.models.generation import Generation
from showcase.models.house import House
from showcase.models.maker import Credit, Maker
from showcase.models.pages import HomePage, WorkMedia, WorkPage, WorksPage
from showcase.models.release import Release, WorkCard
from showcase.models.synonyms import Synonyms

__all__ = [
    "Credit",
    "ExhibitionCard",
    "ExhibitionPage",
    "ExhibitionsPage",
    "Generation",
    "HomePage",
    "House",
    "Hung",
    "Maker",
    "Release",
    "Synonyms",
    "WorkCard",
    "WorkCount",
    "WorkMedia",
    "WorkPage",
    "WorksPage",
]
