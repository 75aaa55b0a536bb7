"""What is said in a recording as rows: two hours are 1,500 of them, so they are written at once and without a word too
many."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from showcase.templatetags.showcase import moment
from showcase.transcript import Said, Transcript

register = template.Library()

_ROW = '<div class="said" id="t{0}"><a class="figures" href="{1}{0}">{2}</a><p>{3}</p></div>\n'


@register.simple_tag
def said(transcript: Transcript, to: str) -> SafeString:
    """The rows of a transcript; times lead to the address that begins with ``to`` and ends with the second, where there
    is a recording."""
    return format_html_join("", "{}", ((_row(each, to),) for section in transcript.said for each in section))


def _row(each: Said, to: str) -> SafeString:
    if each.at is None or not to:
        return format_html("<p>{}</p>\n", each.words)
    return format_html(_ROW, f"{each.at:g}", to, moment(each.at), each.words)
