"""How gunicorn serves the site. Every value can be overridden on the command line or by GUNICORN_CMD_ARGS."""

import gc
import os
import subprocess
import sys
from collections import Counter

wsgi_app = "site_project.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "foundations.delivery.worker.JoinedWritesWorker"  # gthread, with fewer packets
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
logger_class = "foundations.delivery.logs.AnonymousLogger"  # without the readers' addresses
loglevel = os.environ.get("LOG_LEVEL", "warning")


def pre_fork(server, worker):
    """Makes the indexes of the search, which the worker then shares with the others until content changes.

    No worker may inherit a database connection that this opened, nor look for garbage in what is loaded.
    """
    from django.db import DatabaseError, connections

    from site_search.search import prepare

    try:
        prepare()
    except DatabaseError as error:  # it may come later than we; then the first search makes them
        server.log.warning("The search is not prepared: %s", error)
    connections.close_all()
    gc.freeze()
    worker.core = least_used_core(server)


def least_used_core(server) -> int | None:
    """The processor core with the fewest workers; None where the system does not let us choose."""
    if os.environ.get("WEB_PINNED", "1") == "0" or not hasattr(os, "sched_setaffinity"):
        return None
    used = Counter(getattr(worker, "core", None) for worker in server.WORKERS.values())
    return min(sorted(os.sched_getaffinity(0)), key=lambda core: used[core])


def post_fork(server, worker):
    """Keeps a worker on one core: its threads take turns anyway, and between cores each turn costs a wake-up."""
    if worker.core is not None:
        os.sched_setaffinity(0, {worker.core})


def when_ready(server):
    """Starts scheduled publishing beside the workers; SCHEDULER=0 leaves it to cron or a systemd timer."""
    if os.environ.get("SCHEDULER", "1") != "0":
        server.schedule = subprocess.Popen([sys.executable, "manage.py", "run_schedule"])


def on_exit(server):
    if schedule := getattr(server, "schedule", None):
        schedule.terminate()
