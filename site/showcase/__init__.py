"""The public side: pages, releases, cards. A visitor's request reads these tables and no private one."""
