"""The library in Wagtail's admin: find a file, see what it is, choose it for a page."""
