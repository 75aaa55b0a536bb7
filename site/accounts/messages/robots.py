"""Write to a group by its robot (企业微信群机器人, 钉钉自定义机器人).

The address is set by administrators alone. It is asked with https, without following redirects and within a time; of
the answer nothing is kept but its status and the number by which these services say that they refuse.
"""

import base64
import hashlib
import hmac
import json
import time
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.messages.models import Robot

SECONDS = 10
#: More than their answers have; a longer one is not theirs.
ANSWER = 2000


class Refused(Exception):
    """The robot did not take it. The words hold no address, which is a secret."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def say(robot: Robot, text: str) -> None:
    """Write ``text`` to the group. Raises Refused, or OSError where nobody answers in time."""
    if urlsplit(robot.address).scheme not in settings.WEBHOOK_SCHEMES:
        raise Refused(_("The address must begin with https://."))
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    request = Request(_signed(robot), body, {"Content-Type": "application/json; charset=utf-8"})  # noqa: S310
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            _check(answer.read1(ANSWER))
    except HTTPError as error:
        error.close()
        _refuse(f"HTTP {error.code}")
    except HTTPException as error:
        _refuse(type(error).__name__)


def _signed(robot: Robot) -> str:
    """钉钉 asks for the time and an HMAC of it, as parameters of the address."""
    if robot.form != Robot.Form.DINGTALK or not robot.secret:
        return robot.address
    now = str(round(time.time() * 1000))
    mark = hmac.digest(robot.secret.encode(), f"{now}\n{robot.secret}".encode(), hashlib.sha256)
    return f"{robot.address}&{urlencode({'timestamp': now, 'sign': base64.b64encode(mark).decode()})}"


def _check(answer: bytes) -> None:
    """Both services answer 200 to what they refuse, with a number other than 0."""
    try:
        code = json.loads(answer).get("errcode", 0)
    except (ValueError, AttributeError):
        return  # another gateway's own words: its status was good
    if code != 0:
        _refuse(f"errcode {code}" if isinstance(code, int) else "errcode")


def _refuse(why: str) -> NoReturn:
    raise Refused(why) from None
