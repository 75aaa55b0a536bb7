"""The court's staff from a spreadsheet: read (``sheet``, ``rows``), compared (``comparing``), taken over (``applying``)."""
