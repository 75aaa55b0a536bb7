"""Slips of paper: a staff number and a code with which a colleague sets their first password, or a new one."""
