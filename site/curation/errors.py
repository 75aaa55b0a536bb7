"""What curation refuses, in the user's language."""


class NotPossible(Exception):
    """A step that the rules do not allow now; its text is a sentence for the person who tried."""
