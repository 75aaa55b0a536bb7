"""Background work: rows with a lease. A killed worker's job is picked up again when its lease ends."""
