"""The institution's own list of wrong and right words, and where a text differs from it. Advice, never a block."""
