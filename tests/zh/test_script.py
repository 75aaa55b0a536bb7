"""Traditional or simplified."""

import pytest

from zh.script import tongue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("半畝方塘一鑑開，天光雲影共徘徊。", "zh-Hant"),
        ("半亩方塘一鉴开，天光云影共徘徊。", "zh-Hans"),
        ("山行", "zh-Hans"),
        ("", "zh-Hans"),
        ("今天我们读“觀書有感”这首诗，谈谈学习。", "zh-Hans"),
        ("Hello 𠮷", "zh-Hans"),
    ],
)
def test_a_text_is_what_most_of_it_is(text: str, said: str) -> None:
    assert tongue(text) == said
