"""Offers: who sent what, under which terms, and what was decided."""
