"""A checkout with a new demonstration site of it."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from comparing.answers import ADMIN, HOST, Answer

MOMENT = "2026-11-24T09:00:00+07:00"
STAND_STILL = Path(__file__).resolve().parent / "stand_still.py"
LISTED_PATTERNS = """
from django.urls import URLPattern, get_resolver
def show(resolver, prefix, names):
    for entry in resolver.url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            print(f"/{whole} {names}{entry.name}")
        else:
            show(entry, whole, names + (f"{entry.namespace}:" if entry.namespace else ""))
show(get_resolver(), "", "")
"""


class Site:
    """One checkout with a new demonstration site of it."""

    def __init__(self, checkout: Path, folder: Path, port: int):
        self.checkout, self.folder, self.port = checkout, folder, port
        self.cookies: dict[str, str] = {}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ} | {
            "VAR_DIR": str(folder / "var"),
            "MEDIA_ROOT": str(folder / "media"),
            "SITE_URL": f"http://{HOST}",
            "SECRET_KEY": "only-for-comparing-two-sites",
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "WEB_THREADS": "1",
            "SCHEDULER": "0",
            "STAND_STILL_AT": MOMENT,
            "PYTHONHASHSEED": "0",
        }

    def get_accounts(self) -> list[dict]:
        return json.loads((self.folder / "var/tai-khoan-trinh-dien.json").read_text(encoding="utf-8"))

    def get_command(self, *words: str) -> dict:
        # Of a linked `.venv` Wagtail believes that its templates are overridden, and shows previews of all blocks.
        python = (self.checkout / ".venv").resolve() / "bin/python"
        return {"args": [str(python), str(STAND_STILL), *words], "cwd": self.checkout, "env": self.environment}

    def run(self, *words: str) -> str:
        done = subprocess.run(**self.get_command(*words), capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{self.checkout}: {' '.join(words)[:60]}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def serve(self, stack: ExitStack) -> None:
        log = stack.enter_context((self.folder / "gunicorn.log").open("w"))
        server = subprocess.Popen(**self.get_command(".venv/bin/gunicorn"), stdout=log, stderr=log)
        stack.callback(server.wait)
        stack.callback(server.terminate)
        for _second in range(60):
            try:
                self.ask("GET", "/suc-khoe/")
                return
            except OSError:
                time.sleep(1)
        sys.exit(f"{self.checkout}: does not answer.\n{(self.folder / 'gunicorn.log').read_text()[-4000:]}")

    def ask(self, method: str, address: str, form: dict | None = None) -> Answer:
        headers = {"Host": HOST, "User-Agent": "compare_sites (robot)", "Origin": f"http://{HOST}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in sorted(self.cookies.items()))
        body = None if form is None else urlencode(form)
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{HOST}{address}"}
        try:
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        except (HTTPException, OSError):  # a connection that was kept open is closed one day
            self.connection.close()
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        answer = Answer(response.status, tuple(response.getheaders()), response.read())
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return answer

    def sign_in(self, account: dict) -> None:
        self.cookies = {}
        page = self.ask("GET", f"{ADMIN}login/").body.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"csrfmiddlewaretoken": token, "username": account["username"], "password": account["password"]}
        answer = self.ask("POST", f"{ADMIN}login/", form | {"next": ADMIN})
        if answer.status != 302 or self.ask("GET", ADMIN).status != 200:
            sys.exit(f"{self.checkout}: {account['username']} cannot sign in, status {answer.status}.")


def get_database_lines(site: Site) -> list[str]:
    """Tables, columns, indices, rows; content types; permissions of groups. Not: the rows about migrations."""
    with closing(sqlite3.connect(site.folder / "var/db.sqlite3")) as database:
        ask = database.execute
        names = [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        lines = []
        for name in names:
            for _number, column, kind, needed, default, key in ask(f'PRAGMA table_info("{name}")').fetchall():
                lines.append(f"column {name}.{column} {kind} needed={needed} default={default} key={key}")
            for _number, index, unique, *_rest in ask(f'PRAGMA index_list("{name}")').fetchall():
                columns = [str(row[2]) for row in ask(f'PRAGMA index_info("{index}")')]
                lines.append(f"index of {name}: {', '.join(columns)} unique={unique}")
            if name not in {"django_migrations", "sqlite_sequence"}:
                [rows] = ask(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 (a name of the database's own)
                lines.append(f"rows of {name}: {rows}")
        lines += [f"content type {'.'.join(row)}" for row in ask("SELECT app_label, model FROM django_content_type")]
        held = """SELECT g.name, c.app_label, p.codename FROM auth_group_permissions h JOIN auth_group g ON
            g.id = h.group_id JOIN auth_permission p ON p.id = h.permission_id JOIN django_content_type c ON
            c.id = p.content_type_id"""
        lines += [f"permission of {group}: {app}.{codename}" for group, app, codename in ask(held)]
        return sorted(lines)
