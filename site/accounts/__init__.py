"""People, units, memberships and roles."""
