"""Judging what was sent: a unit's liaison endorses, a curator accepts."""
