"""成员名册 as a paper of its own, over two or three pages."""

from __future__ import annotations

from corpora.blocks import Grid, PageBreak, Paper, Paragraph, Title
from corpora.papers.application_form import member_grid
from corpora.people import Person


def roster(members: tuple[Person, ...], *, repeat: int = 1, with_ids: bool = True) -> Paper:
    """`repeat` 1 prints the header on every page, 0 only on the first."""
    return (
        Title("团队成员名册"),
        Paragraph(f"工作室名称：澄源测控创新工作室　　人数：{len(members)}人"),
        member_grid(members, with_ids=with_ids, repeat=repeat),
    )


def split_roster(members: tuple[Person, ...], first: int) -> Paper:
    """Two tables on two pages; the second goes on without a header."""
    grid = member_grid(members, with_ids=True)
    head, rows = grid.rows[0], grid.rows[1:]
    return (
        Title("团队成员名册"),
        Grid((head, *rows[:first]), grid.widths),
        PageBreak(),
        Grid(rows[first:], grid.widths),
    )
