"""What people put into the holes of a notice (X月, XX市委), laid over its words for reading."""

from campaigns.models import Campaign
from campaigns.notice.holes import holes_in
from campaigns.notice.lines import Line
from campaigns.notice.tree import Placeholder


def key_of(hole: Placeholder) -> str:
    """How a filling names its hole: ``line:column``, both from 1."""
    return f"{hole.line}:{hole.start + 1}"


class Filled:
    """Reads a campaign's words with its fillings laid over them. The words themselves are never changed.

    >>> Filled(campaign).text("X月下旬", line=19)
    '6月下旬'
    """

    def __init__(self, campaign: Campaign) -> None:
        self._fillings: dict[str, str] = {key: value for key, value in campaign.fillings.items() if value}
        self._source = campaign.source.split("\n") if self._fillings else []
        self._holes: dict[int, list[Placeholder]] = {}

    def text(self, words: str, line: int | None) -> str:
        """The words as filled; ``line`` is where in the notice they begin. Unfilled holes stay as they are."""
        if not self._fillings or not line:
            return words
        return "\n".join(self._part(part, line) for part in words.split("\n"))

    def _part(self, words: str, first: int) -> str:
        for number in range(first, min(first + 40, len(self._source)) + 1):
            line = Line.of(number, self._source[number - 1])
            start = line.text.find(words)
            if words and start >= 0:
                return self._over(words, line, start)
        return words

    def _over(self, words: str, line: Line, start: int) -> str:
        if line.number not in self._holes:
            self._holes[line.number] = holes_in(line)
        for hole in reversed(self._holes[line.number]):
            at = hole.start - start
            filling = self._fillings.get(key_of(hole))
            if filling and at >= 0 and at + hole.length <= len(words):
                words = words[:at] + filling + words[at + hole.length :]
        return words
