"""The screens of the signed-in: a call, one's own works, a unit's desk, the curators' desk."""
