"""No address of a reader in a line of a log."""

import io
import logging

import pytest
from gunicorn.config import Config

from foundations.delivery.logs import AnonymousFormatter, AnonymousLogger, replace_addresses


@pytest.mark.parametrize(
    ("written", "logged"),
    [
        ("Invalid request from ip=203.0.113.9: x", "Invalid request from ip=-: x"),
        ("('203.0.113.9', 4321)", "('-', 4321)"),
        ("('2001:db8::1', 4321, 0, 0)", "('-', 4321, 0, 0)"),
        ("[2001:db8::1]:80, 203.0.113.9:80", "[-]:80, -:80"),
        ("ip=2001:db8::7: x", "ip=-: x"),
        ("nX-Real-IP:2001:db8::1", "nX-Real-IP:-"),
        (r"b'\x16\x03203.0.113.9\r\n'", r"b'\x16\x03-\r\n'"),
        ("X-Forwarded-For: 203.0.113.9.", "X-Forwarded-For: -."),
        ("::1", "-"),
    ],
)
def test_addresses_are_taken_out(written, logged):
    assert replace_addresses(written) == logged


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-29 08:30:19,282 ERROR site: /thu-tuc-hanh-chinh/1.004888.000.00.00.H34/",
        "[2026-11-29 08:30:19 +0700] [26019]",
        "Django 5.2.8",
    ],
)
def test_times_and_codes_stay(written):
    assert replace_addresses(written) == written


def test_neither_the_words_of_a_record_nor_its_traceback_name_an_address():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AnonymousFormatter("%(message)s"))
    log = logging.Logger("a log of its own")
    log.addHandler(handler)
    try:
        raise ValueError("203.0.113.9")
    except ValueError:
        log.exception("from %s", "203.0.113.8")
    assert "ValueError: -" in stream.getvalue()
    assert "203.0.113" not in stream.getvalue()


def test_gunicorn_writes_its_lines_without_addresses(capfd):
    log = AnonymousLogger(Config())
    log.warning("Invalid request from ip=%s", "203.0.113.9")
    assert capfd.readouterr().err.endswith("[WARNING] Invalid request from ip=-\n")
