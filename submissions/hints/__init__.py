"""What in a work might touch somebody's privacy: hints with their place. A person answers each; none decides."""
