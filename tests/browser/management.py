"""Management commands of a running site without starting Django anew for each: that takes longer than most commands.

A process that has loaded Django, and opened nothing yet, makes a copy of itself for each command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Commands:
    """The process that waits for commands, in the environment of one site."""

    def __init__(self, environment: dict[str, str]):
        self.environment = environment
        command = [sys.executable, "-m", "tests.browser.management"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, arguments: tuple[str, ...]) -> str:
        """Returns what the command printed. Raises CalledProcessError."""
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        status, printed, complaints = json.loads(self.process.stdout.readline())
        if status:
            raise subprocess.CalledProcessError(status, arguments, printed, complaints)
        return printed

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


def run_in_copy(arguments: list[str]) -> tuple[int, str, str]:
    """The exit status of a command, what it printed and its complaints."""
    with tempfile.TemporaryFile("w+") as printed, tempfile.TemporaryFile("w+") as complaints:
        copy = os.fork()
        if copy == 0:
            status = 1
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(printed.fileno(), 1)
            os.dup2(complaints.fileno(), 2)
            try:
                run_command(arguments)
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        printed.seek(0)
        complaints.seek(0)
        return status, printed.read(), complaints.read()


def run_command(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *arguments])


def wait_for_commands() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        print(json.dumps(run_in_copy(json.loads(line))), flush=True)  # noqa: T201 (the answer)


if __name__ == "__main__":
    wait_for_commands()
