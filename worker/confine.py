"""What a reader process does to itself before it touches a stranger's file: dies with its parent, has no network."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import sys
from typing import Any

from worker import logs

PR_SET_PDEATHSIG = 1
NETWORK = (socket.AF_INET, socket.AF_INET6)


class NetworkRefused(OSError):
    """A reader asked for the network."""


class _LocalSocket(socket.socket):
    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if fileno is None and (family == -1 or family in NETWORK):
            raise NetworkRefused("readers have no network")
        super().__init__(family, type, proto, fileno)


def _refuse(*_: Any, **__: Any) -> Any:
    raise NetworkRefused("readers have no network")


def die_with(parent: int) -> None:
    """On Linux the kernel kills this process when the thread that started it ends; elsewhere it is the pool's task.

    The parent may have died before we asked: then we end here.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def without_network() -> None:
    """Python's sockets and name look-ups fail from here on, for every library in this process."""
    socket.socket = _LocalSocket  # type: ignore[misc]
    socket.create_connection = _refuse
    socket.getaddrinfo = _refuse
    socket.gethostbyname = _refuse


def quietly() -> None:
    """What libraries print about a file belongs to nobody's terminal or log."""
    logging.disable(logging.INFO)
    logs.to_stderr()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
