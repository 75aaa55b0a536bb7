"""News for people: an inbox in the service first, then e-mail and a group's robot, where they are set."""
