"""The asking: notices, campaigns, items, kinds of works, calls."""
