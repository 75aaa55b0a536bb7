"""The news of a submission. Receivers are connected in an upper app's ``AppConfig.ready``."""

from django.dispatch import Signal

# After a move has been committed. Arguments: ``submission``, ``decision`` (its new row in the history), ``by``
# (the account that acted). A receiver may notify and enqueue; what it raises is logged, the move stands.
submission_moved = Signal()

# After an author has taken the consent back. Arguments: ``submission``, ``withdrawal`` (its row, open until
# ``consent.settle``), ``by``. A receiver opens the takedown of the page; what it raises is logged, the request stands.
consent_withdrawn = Signal()

# Inside the transaction of an acceptance. Arguments: ``submission``, ``version`` (the one that was accepted), ``by``.
# A receiver drafts the work's page; what it raises undoes the acceptance, so that no accepted work lacks its page.
accepted = Signal()
