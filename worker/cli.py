"""`caishen`: results on stdout, progress and messages on stderr.

Exit status: 0 nothing failed, 1 at least one finding failed, 2 the input could not be read at all, 3 environment.
"""

from __future__ import annotations

import sys

import typer

from extractor.discover import modules_in
from worker import logs
from worker.commands import exits
from worker.supervise import tied_to_parent

app = typer.Typer(
    name="caishen",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="材审：读取申报材料，按项目规定逐条核对，把结论标在原件上。",
    epilog="退出码：0 没有不符合；1 至少一条不符合；2 材料完全无法读取；3 环境有问题。",
)
for module in modules_in("worker.commands"):
    register = getattr(module, "register", None)
    if register is not None:
        register(app)


def main() -> None:
    tied_to_parent()
    logs.to_stderr()
    try:
        app()
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        sys.exit(exits.ENVIRONMENT)
