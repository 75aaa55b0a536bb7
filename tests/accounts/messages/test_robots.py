"""What a robot is asked, and how."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError

from accounts.messages import robots
from accounts.messages.models import Robot


def test_dingtalk_is_signed_as_it_asks(gateway) -> None:
    robots.say(Robot(form="dingtalk", address=gateway.address, secret="SEC123"), "你好")

    [(path, said)] = gateway.heard
    asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    expected = hmac.new(b"SEC123", f"{asked['timestamp']}\nSEC123".encode(), hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"]) == expected
    assert asked["key"] == "k"
    assert said == {"msgtype": "text", "text": {"content": "你好"}}


def test_plain_http_is_not_asked(gateway, settings) -> None:
    settings.WEBHOOK_SCHEMES = ["https"]
    with pytest.raises(robots.Refused):
        robots.say(Robot(form="wecom", address=gateway.address), "你好")
    with pytest.raises(ValidationError):
        Robot(form="wecom", address=gateway.address).full_clean()

    assert gateway.heard == []


def test_a_file_is_no_address() -> None:
    with pytest.raises(robots.Refused):
        robots.say(Robot(form="wecom", address="file:///etc/passwd"), "你好")
