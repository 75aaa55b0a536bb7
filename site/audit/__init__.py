"""What was done, by whom, when: an append-only hash chain that ``manage.py verify_audit`` walks."""
