"""The one refusal of a file as a whole."""


class UnreadableSheet(ValueError):
    """These bytes are no sheet of staff that we read. The message is for the person who brought them."""
