"""Asking a WSGI application without a server."""

from contextlib import contextmanager
from wsgiref.util import FileWrapper, setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@contextmanager
def connections_kept():
    """As Django's own test client: the connection of a test, which is in a transaction, must outlive a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Answer:
    def __init__(self, application, path="/", **environ):
        setup_testing_defaults(environ)
        address, _mark, query = path.partition("?")
        environ |= {"PATH_INFO": address, "QUERY_STRING": query, "wsgi.file_wrapper": FileWrapper}
        with connections_kept():
            result = application(environ, self.start)
            self.body = b"".join(result)
            if hasattr(result, "close"):
                result.close()

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)
