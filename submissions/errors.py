"""What the verbs of this app refuse."""


class NotPossible(Exception):
    """A move that cannot be made now; its text is a sentence for the person who tried."""
