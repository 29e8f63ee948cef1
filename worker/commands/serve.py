"""caishen up, serve, work: the service, whole or in parts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from worker.commands import exits

Port = Annotated[int | None, typer.Option(help="端口（CAISHEN_PORT）。")]
Host = Annotated[str | None, typer.Option(help="监听地址（CAISHEN_HOST），默认只限本机。")]
Data = Annotated[Path | None, typer.Option("--data-dir", help="数据目录（CAISHEN_DATA_DIR）。", metavar="DIR")]


def register(app: typer.Typer) -> None:
    app.command("up")(up)
    app.command("serve")(serve)
    app.command("work")(work)


def up(port: Port = None, host: Host = None, data_dir: Data = None) -> None:
    """在一台机器上启动全部服务：网页、接口、读取程序、内置 Valkey 和数据目录。"""
    from worker import embedded

    settings = _settings(port=port, host=host, data_dir=data_dir)
    try:
        embedded.up(settings, lambda said: print(said, flush=True))
    except embedded.CannotStart as error:
        print(error, file=sys.stderr)
        raise typer.Exit(exits.ENVIRONMENT) from None


def serve(port: Port = None, host: Host = None, data_dir: Data = None) -> None:
    """只启动网页和接口；队列和数据库由 CAISHEN_REDIS_URL、CAISHEN_DATABASE_URL 指定。"""
    import os

    from worker.embedded import environment

    settings = _settings(port=port, host=host, data_dir=data_dir)
    os.environ.update(environment(settings))
    os.execv(sys.executable, [sys.executable, "-m", "api"])


def work(
    queue: Annotated[list[str] | None, typer.Option(help="只处理这个队列：read 或 interactive，可重复。")] = None,
    readers: Annotated[int | None, typer.Option(min=1, help="读取进程数（CAISHEN_READERS）。")] = None,
    data_dir: Data = None,
) -> None:
    """启动读取程序。不指定队列时两个队列各用一个进程，批量读取不会耽误审核人员。"""
    from worker.queue import QUEUES

    settings = _settings(data_dir=data_dir)
    for name in queue or ():
        if name not in QUEUES:
            raise typer.BadParameter(f"可选值：{'、'.join(QUEUES)}", param_hint="--queue")
    if queue:
        from worker.working import work as run

        run(settings, queue, readers)
        return
    from worker.embedded import environment
    from worker.supervise import Supervisor

    supervisor = Supervisor(environment(settings))
    number = str(readers or settings.readers)
    supervisor.start("-m", "worker", "work", "--queue", "read", "--readers", number)
    supervisor.start("-m", "worker", "work", "--queue", "interactive", "--readers", "1")
    supervisor.watch()


def _settings(**given: Any) -> Any:
    """Settings of the environment with what the command line says instead."""
    from worker.settings import Settings

    return Settings(**{name: value for name, value in given.items() if value is not None})
