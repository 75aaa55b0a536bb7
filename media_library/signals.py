"""News of files, for the packages above."""

from django.dispatch import Signal

#: A later copy that nobody waited for stands (AVIF, HLS). ``asset``: the Asset. Sent within the transaction that
#: records it; receivers may only ask for jobs.
extra_made = Signal()
