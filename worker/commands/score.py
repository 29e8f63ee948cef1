"""caishen score: how much is read right, and which verdicts are wrong; corpora does the work, started by its name."""

from __future__ import annotations

import os
import sys

import typer


def register(app: typer.Typer) -> None:
    app.command(
        "score",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    )(score)


def score(context: typer.Context) -> None:
    """生成带标准答案的材料并实际读取，统计识别准确率和误判；--help 列出选项。"""
    os.execv(sys.executable, [sys.executable, "-m", "corpora.score", *context.args])
