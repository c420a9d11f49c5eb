"""The page and the daemon start on loopback, answer, and both stop; a taken port is said."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import munibench

PATIENCE_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_page(port: int) -> bytes:
    """The page's answer; waits on the connection itself, for as long as a slow machine may take."""
    import time

    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5) as answer:
                return answer.read()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise


def ignore_interrupts() -> None:
    """As a shell starts a command in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def children(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return {int(row.split()[0]) for row in listed.splitlines() if int(row.split()[1]) == pid}


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_both_servers_start_and_stop(tmp_path, stop):
    port = free_port()
    command = [str(Path(sys.executable).parent / "munibench"), "dev", "--port", str(port)]
    log = (tmp_path / "log").open("w+")
    served = subprocess.Popen(
        command,
        preexec_fn=ignore_interrupts,
        env=os.environ | {"MUNIBENCH_HOME": str(tmp_path)},
        stdout=log,
        stderr=log,
    )
    try:
        assert b"dagster_webserver_version" in wait_for_page(port)
        servers = children(served.pid)
        assert len(servers) == 2
    finally:
        served.send_signal(stop)
        code = served.wait(PATIENCE_SECONDS)
    assert code == 0, (tmp_path / "log").read_text()
    assert not any(Path(f"/proc/{pid}").exists() for pid in servers)
    assert (tmp_path / "dagster" / "dagster.yaml").exists()
    assert "telemetry:\n  enabled: false" in (tmp_path / "dagster" / "dagster.yaml").read_text()


def test_a_taken_port_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = munibench("dev", "--port", str(port), home=tmp_path, check=False)
    assert done.returncode == 5
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr and "Traceback" not in done.stderr
