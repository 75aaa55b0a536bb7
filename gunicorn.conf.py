"""The web server. ``manage.py serve`` starts it together with the worker; ``gunicorn`` alone works too."""

import os

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
# The request line carries filters in Chinese, each character nine bytes long.
limit_request_line = 8190
accesslog = os.environ.get("ACCESS_LOG") or None
loglevel = "warning"
control_socket_disable = True
