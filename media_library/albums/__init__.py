"""The team's own photographs of an event: many come in, few are picked, captioned and made a work."""
