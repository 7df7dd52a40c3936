"""How gunicorn serves the site. Every value can be overridden on the command line or by GUNICORN_CMD_ARGS."""

import os
import subprocess
import sys

wsgi_app = "site_project.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # the workers share the loaded code: about 100 MiB each otherwise
max_requests = 50_000  # against slow leaks; a worker answers thousands a second, and starting one takes seconds
max_requests_jitter = 5_000
keepalive = 15  # seconds; a reader opens several pages and files over one connection
timeout = 60
graceful_timeout = 20
control_socket_disable = True  # gunicorn 27 would open one in the home folder
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning")


def pre_fork(server, worker):
    """No worker may inherit a database connection that preloading opened."""
    from django.db import connections

    connections.close_all()


def when_ready(server):
    """Starts scheduled publishing beside the workers; SCHEDULER=0 leaves it to cron or a systemd timer."""
    if os.environ.get("SCHEDULER", "1") != "0":
        server.schedule = subprocess.Popen([sys.executable, "manage.py", "run_schedule"])


def on_exit(server):
    if schedule := getattr(server, "schedule", None):
        schedule.terminate()
