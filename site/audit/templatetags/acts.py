"""Acts of the trail on a page."""

from django import template

from audit import words

register = template.Library()
register.filter("act", words.say)
register.filter("fact_name", words.name)
register.filter("fact", words.told)
