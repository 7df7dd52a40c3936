"""`deploy/nginx.conf` as it stands, with ports and folders of the moment."""

from __future__ import annotations

import os
import re
from pathlib import Path

CONFIGURATION = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
FRAME = """
pid {folder}/nginx.pid;
worker_processes {workers};
error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
    {more}
}}
"""


def write_configuration(
    folder: Path, port: int, site_port: int, var_dir: Path, more: str = "", workers: int = 2
) -> Path:
    """Writes the configuration into `folder`, an absolute path, and returns its main file.

    Raises ValueError when a line that must be changed is not in `deploy/nginx.conf` any more.
    """
    text = CONFIGURATION.read_text()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{site_port};",
        "/srv/cong-cai-cach/var/": f"{var_dir}/",
        "/var/cache/nginx/cong-cai-cach": f"{folder}/cache",
        "/var/log/nginx/cong-cai-cach.log": f"{folder}/access.log",
        "/var/log/nginx/error.log": f"{folder}/error.log",
    }
    for old, new in changes.items():
        if len(re.findall(re.escape(old), text)) != 1:
            raise ValueError(f"{CONFIGURATION} does not hold {old!r} once")
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of the moment are ours alone
    main = folder / "nginx.conf"
    main.write_text(FRAME.format(folder=folder, user=user, more=more, workers=workers))
    return main
