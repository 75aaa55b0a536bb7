"""The web server. ``manage.py serve`` starts it together with the worker; ``gunicorn`` alone works too."""

import os

from gunicorn.http import message

pythonpath = "site"
wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 8)
# A thread that reads a slow upload is no dead worker: gthread's own heartbeat goes on meanwhile.
timeout = 60
graceful_timeout = 10
keepalive = 5
# A Chinese character is nine bytes of an address: 10,000 of them typed into a search are a search without hits. Beyond
# 8,190 gunicorn would take its own limit instead, and refuse with a page of its own.
message.MAX_REQUEST_LINE = limit_request_line = 128 * 1024
accesslog = os.environ.get("ACCESS_LOG") or None
loglevel = "warning"
control_socket_disable = True
