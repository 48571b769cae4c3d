"""gunicorn's settings: `gunicorn --config deploy/gunicorn.conf.py`, from the project's folder."""

import os
import re
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

wsgi_app = "kb.wsgi:application"
# A reverse proxy on the same machine is the only one that talks to it.
bind = os.environ.get("KB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("KB_WORKERS", "2"))
# Threads wait for the database and for slow readers; two processes use two cores.
threads = int(os.environ.get("KB_THREADS", "4"))
worker_class = "gthread"
# Whole-site exports and large uploads take longer than the default half minute.
timeout = 120
# The longest address, as far as gunicorn goes: a search with many filters. Longer ones it refuses itself (414).
limit_request_line = 8190
graceful_timeout = 30
# Memory that a library leaks is given back after a while; the jitter keeps the workers from doing it together.
max_requests = 5000
max_requests_jitter = 500
# Loaded once, before the processes part: less memory, and a wrong setting stops the start with its message.
# So a signal to reload would bring no new code: the unit of systemd has no reload, only a restart.
preload_app = True

# Nobody talks to a running gunicorn but systemd, by signals.
control_socket_disable = True

# The path of a link that lets its holder set a password.
SECRET_PATH = re.compile(r"(/password_reset/confirm/|/sign-in/new/).+")


class AccessLogger(Logger):
    """Leaves out of the access log what would let a reader of the log into an account."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**found, "U": SECRET_PATH.sub(r"\1[left out]", found["U"] or "")}


logger_class = AccessLogger
# Method, path, status, milliseconds: no address, no account, no query (what somebody searched for).
accesslog = "-"
access_log_format = '{"time": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": %(s)s, "ms": %(M)s}'
errorlog = "-"
