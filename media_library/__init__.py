"""Files: what arrived, what we know of it, who may see it."""
