"""Asking a WSGI application without a server."""

from wsgiref.util import FileWrapper, setup_testing_defaults


class Answer:
    def __init__(self, application, path="/", **environ):
        setup_testing_defaults(environ)
        address, _mark, query = path.partition("?")
        environ |= {"PATH_INFO": address, "QUERY_STRING": query, "wsgi.file_wrapper": FileWrapper}
        result = application(environ, self.start)
        self.body = b"".join(result)

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)
