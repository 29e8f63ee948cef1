"""README's tables that the code makes: rules, problems, the kept score. `python -m corpora.readme_tables`.

Each stands between `<!-- name:begin -->` and `<!-- name:end -->`; a test compares README with what this makes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checks import pack
from corpora.score.readme import newest, score_table
from extractor import errors

README = Path(__file__).resolve().parents[1] / "README.md"
WHO = {
    "AUTO": "程序可判符合或不符合",
    "AUTO-F": "程序可判不符合，符合由人判",
    "AUTO-P": "程序可判符合，其余由人判",
    "HUM": "程序只列依据，由人判",
    "INST": "机构职责，只列入清单",
    "INFO": "只作提示",
}


def rules_table() -> str:
    """What is decided by the program now, then how many rows of each pack still wait."""
    lines = ["| 编号 | 名称 | 项目 | 条款 | 内容 | 谁来判断 |", "| --- | --- | --- | --- | --- | --- |"]
    seen: dict[str, list[str]] = {}
    packs = [pack.load(programme) for programme in pack.programmes()]
    for one in packs:
        for entry in one.rules:
            if entry.implemented:
                seen.setdefault(entry.id, []).append(one.programme)
    for one in packs:
        for entry in one.rules:
            if (programmes := seen.pop(entry.id, None)) is not None:
                name = f"`{entry.name}`" if entry.name else "—"
                row = (entry.id, name, "、".join(programmes), entry.clause, entry.text)
                lines.append("| " + " | ".join((*row, WHO.get(entry.who, entry.who))) + " |")
    lines.append("")
    for one in packs:
        done = sum(entry.implemented for entry in one.rules)
        lines.append(
            f"- {one.title}（`{one.programme}`，{one.edition}）：共 {len(one.rules)} 条，已自动核对 {done} 条，"
            f"其余 {len(one.rules) - done} 条在结果的覆盖说明里列为“没有判断”。"
        )
    return "\n".join(lines)


def problems_table() -> str:
    """Every reading error with its stable code."""
    kinds = [cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, errors.ReadError)]
    lines = ["| 代码 | 说明 |", "| --- | --- |"]
    shown: set[str] = set()
    for cls in kinds:
        if cls.code not in shown and cls is not errors.ReadError:
            shown.add(cls.code)
            lines.append(f"| `{cls.code}` | {cls.default} |")
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {"rules": rules_table, "problems": problems_table}
if newest() is not None:
    TABLES["score"] = score_table


def filled(text: str) -> str:
    """`text` with every table made anew. Raises ValueError when a table has no place."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        if begin not in text or end not in text:
            raise ValueError(f"README has no place for the table {name}")
        before, rest = text.split(begin, 1)
        text = f"{before}{begin}\n{make()}\n{end}{rest.split(end, 1)[1]}"
    return text


def main() -> None:
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
