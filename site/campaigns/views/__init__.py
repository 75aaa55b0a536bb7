"""The screens of the plan: for visitors, for staff, for the curators who make it."""
