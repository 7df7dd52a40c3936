"""The least that gunicorn can be asked for: the yardstick of everything else."""


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]
