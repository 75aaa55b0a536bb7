"""The bridge between the private world and the public one: drafting, three reviews, release, withdrawal."""
