"""A few harmless words to check, as examples: an institution keeps its own list."""

from submissions.models import Word

EXAMPLES = (
    ("登陆网站", "登录网站", Word.Level.LIKELY, "“登陆”指上岸。", ""),
    ("帐号", "账号", Word.Level.STYLE, "今写作“账”。", ""),
    ("名子", "名字", Word.Level.LIKELY, "", "几名子女"),
)


def settle() -> None:
    """Put the examples into an empty list; one that somebody keeps is left alone."""
    if Word.objects.exists():
        return
    Word.objects.bulk_create(
        Word(wrong=wrong, right=right, level=level, note=note, exceptions=exceptions)
        for wrong, right, level, note, exceptions in EXAMPLES
    )
