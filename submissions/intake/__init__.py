"""Offering a work: drafts, and the sending of them."""
