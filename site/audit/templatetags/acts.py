"""Acts of the trail on a page."""

from django import template

from audit import words

register = template.Library()
register.filter("act", words.say)
