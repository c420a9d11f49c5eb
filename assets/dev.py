"""The page and the daemon on this machine.

Belongs here: starting both servers, stopping both, saying when a port is taken. Does not belong here: what they run.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from types import FrameType

from assets.instance import set_up
from pipelines import inbox
from pipelines.faults import UserError
from pipelines.settings import CHECKOUT, Home

HOST = "127.0.0.1"
STOP_SECONDS = 30


class ServerFault(UserError):
    """A server could not start."""

    exit_code = 5


def serve(home: Home, port: int) -> None:
    """Run until one of the two ends or a signal arrives; then stop both.

    Raises ServerFault where the port is taken or a server ends by itself.
    """
    inbox.make(home)
    _require_free(port)
    environment = os.environ | {"DAGSTER_HOME": str(set_up(home)), "MUNIBENCH_HOME": str(home.root)}
    workspace = str(CHECKOUT / "workspace.yaml")
    commands = {
        "page": ["dagster_webserver", "-h", HOST, "-p", str(port), "-w", workspace],
        "daemon": ["dagster._daemon", "run", "-w", workspace],
    }
    # A session of its own: Ctrl-C reaches this process, which then stops the two and what they started.
    servers = {
        name: subprocess.Popen([sys.executable, "-m", *command], env=environment, start_new_session=True)
        for name, command in commands.items()
    }
    print(f"http://{HOST}:{port}  (state in {home.root}; Ctrl-C stops)", flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with interrupts ignored
        signal.signal(number, _as_interrupt)
    try:
        ended = _first_to_end(servers)
        raise ServerFault(
            f"The {ended} ended by itself (exit code {servers[ended].returncode}); its last lines above say why."
        )
    except KeyboardInterrupt:
        print("Stopping.", flush=True)
    finally:
        _stop(servers)


def _first_to_end(servers: dict[str, subprocess.Popen[bytes]]) -> str:
    ended, _ = os.waitpid(-1, 0)
    for name, server in servers.items():
        if server.pid == ended:
            server.poll()
            return name
    return _first_to_end(servers)


def _stop(servers: dict[str, subprocess.Popen[bytes]]) -> None:
    for server in servers.values():
        if server.poll() is None:
            server.terminate()
    for server in servers.values():
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _require_free(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise ServerFault(
                f"Port {port} on {HOST} is taken. Stop what runs there, or choose another: "
                f"munibench dev --port {port + 1}."
            ) from None


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
