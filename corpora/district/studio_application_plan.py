"""The studios' applications: each breach of `corpora.packets.studio`, breaches that a person must see, and pairs.

A pair are two submissions of one host, or of one leader through two channels: each breaks the row by itself.
"""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from corpora.blocks import Paper, Paragraph
from corpora.district.studio_papers import agreement
from corpora.district.studio_people import of_its_own
from corpora.district.studio_year import Year
from corpora.district.submission import Submission
from corpora.packet import PacketFile, expect
from corpora.packets.studio import LAYOUTS, PLANTED, Breach, form_of
from corpora.papers.application_form import Form
from corpora.papers.roster import roster
from corpora.papers.studio_form import FACILITIES, Claims, recommendation, rules
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.scanned_pdf import one_pdf

_NO_GUIDANCE = ("钟离岳", "中国工程院院士、教授", "京畿工程大学", "精密测量", "")
Change = Callable[[Form], Form]
Papers = dict[str, bytes]


def _as_is(form: Form) -> Form:
    return form


def _elsewhere(form: Form) -> Form:
    """A host outside Beijing by its address and by the region of its code."""
    host = replace(
        form.host,
        name="石家庄云栈传感科技有限公司",
        address="河北省石家庄市长安区信程南路9号",
        uscc="91130102MA0AB3CD28",
    )
    return replace(form, host=host)


def _no_number(form: Form) -> Form:
    """Without the number of a resident, which only citizens hold, the stated nationality stands alone."""
    return replace(form, id_number="")


def _other_gender(form: Form) -> Form:
    """The number stays, the word beside it changes."""
    leader = replace(form.leader, gender="女" if form.leader.gender == "男" else "男")
    return replace(form, leader=leader, members=(leader, *form.members[1:]))


def _other_birth(form: Form) -> Form:
    """The number tells a birth three years from the printed one."""
    older = replace(form.leader, born=date(form.leader.born.year + 3, 8, 19))
    return replace(form, id_number=older.id_number)


def _bare_letter(form: Form, claims: Claims) -> bytes:
    """A recommendation that says nothing of a review, and names another host."""
    blocks = recommendation(form, claims)
    said = Paragraph("我单位推荐北京霁川测控技术有限公司申报北京优秀青年工程师创新工作室。")
    return docx_file((*blocks[:2], said, *blocks[3:]))


def _roster_of_others(form: Form) -> bytes:
    """The same people; one of them is born on another day, by number and by word."""
    first, second, *others = form.members
    return docx_file(roster((first, replace(second, born=date(1979, 1, 8)), *others)))


def _twice(form: Form, claims: Claims) -> bytes:
    letter = digital_pdf(rules(form, claims))
    return one_pdf([letter, letter])


Extra = Callable[[Form, Claims], Papers]
DOUBTS: tuple[tuple[str, Breach, Change, Extra, tuple[str, ...]], ...] = (
    ("外地单位", Breach("", ("QC-02.1=review:石家庄",)), _elsewhere, lambda _f, _c: {}, ()),
    ("无计划", Breach("", ("QC-04.7b=review:未见", "QC-03.2=review:未见", "QC-02.3=review:未见"), {"topic": "", "goal": "", "held": (), "result": ""}), _as_is, lambda _f, _c: {}, ("QC-04.8",)),
    ("无指导无设施", Breach("", ("QC-04.1d=review:指导内容", "QC-04.4b=review:学习研讨", "QC-05.3a=review:未见", "QC-06.3.6=review:未见"),
     {"experts": (_NO_GUIDANCE,), "uses": "办公", "facilities": dict.fromkeys(FACILITIES, ""), "support": ""}), _as_is, lambda _f, _c: {}, ()),
    ("外国国籍", Breach("", ("QC-05.1a=fail:加拿大",), {"nationality": "加拿大"}), _no_number, lambda _f, _c: {}, ()),
    ("性别不符", Breach("", ("X.02=review:性别",)), _other_gender, lambda _f, _c: {}, ()),
    ("出生不符", Breach("", ("X.03=review:出生",)), _other_birth, lambda _f, _c: {}, ()),
    ("名册不符", Breach("", ("X.04=review:出生",)), _as_is, lambda f, _c: {"团队成员名册.docx": _roster_of_others(f)}, ()),
    ("推荐他人", Breach("", ("QC-06.0c=review:评审", "X.05=review:霁川测控"), without=("recommendation",)), _as_is, lambda f, c: {"推荐函.docx": _bare_letter(f, c)}, ()),
    ("先申报后成立", Breach("", ("X.10=review:2025-08-01",), {"founded": "2025年8月1日"}), _as_is, lambda _f, _c: {}, ("QC-04.7a",)),
    ("重复页", Breach("", ("X.13=review:重复",), without=("rules",)), _as_is, lambda f, c: {"规范性文件汇编.pdf": _twice(f, c)}, ()),
)  # fmt: skip


def applications(seed: int) -> Iterator[Submission]:
    for number, (name, breach) in enumerate(PLANTED.items(), 1):
        make = partial(_files, seed * 1000 + number, ("tables", "prose")[number % 2], breach)
        yield Submission(f"青{number:02d}-{name}", "studio", make, expect(*breach.expected))
    for number in range(1, 3):
        yield Submission(f"青合格-{number}", "studio", partial(_files, seed * 1000 + 100 + number, "tables"))
    for number, (name, breach, change, extra, also) in enumerate(DOUBTS):
        make = partial(_files, seed * 1000 + 500 + number, "tables", breach, change, extra)
        yield Submission(f"青申-{name}", "studio", make, expect(*breach.expected), also)
    yield Submission(
        "青约-甲方不符", "studio", partial(_signed, seed * 1000 + 600),
        expect("QC-06.3.3=review:霁川园区", "X.07=review:闻人照"),
    )  # fmt: skip
    yield from _pairs(seed)


def _pairs(seed: int) -> Iterator[Submission]:
    one, _ = form_of(seed * 1000 + 200)
    for number in (1, 2):
        other = expect("QC-06.2.6a=fail", "R.06=fail")
        make = partial(_same_host, seed * 1000 + 200 + number, one, f"{'甲乙'[number - 1]}向智测创新工作室")
        yield Submission(f"青同单位-{number}", "studio", make, other)
    two, _ = form_of(seed * 1000 + 300)
    for number, district in ((1, "昌平区"), (2, "海淀区")):
        make = partial(_same_leader, seed * 1000 + 300 + number, two, district)
        yield Submission(
            f"青同人-{number}", "studio", make, expect("QC-06.2.6b=fail"), ("QC-06.0a", "QC-06.0b", "QC-06.3.1")
        )


def _files(
    seed: int,
    layout: str,
    breach: Breach | None = None,
    change: Change = _as_is,
    extra: Extra = lambda _form, _claims: {},
) -> tuple[PacketFile, ...]:
    form, claims = form_of(seed, breach)
    form = change(of_its_own(form, seed))
    left_out = breach.without if breach else ()
    made: dict[str, tuple[str, Paper]] = {
        "form": ("申报书", LAYOUTS[layout](form, claims)),
        "recommendation": ("推荐函", recommendation(form, claims)),
        "rules": ("规范性文件汇编", rules(form, claims)),
    }
    files = [
        PacketFile(f"{name}.docx", docx_file(paper)) for kind, (name, paper) in made.items() if kind not in left_out
    ]
    return (*files, *(PacketFile(name, data) for name, data in extra(form, claims).items()))


def _signed(seed: int) -> tuple[PacketFile, ...]:
    """The form and an agreement that another party and another leader have signed a few days later."""
    form, claims = form_of(seed)
    said = {"leader": "闻人照", "party": "北京霁川园区发展中心", "signed": "2025年6月27日"}
    signed = Year("", seed, papers=said)
    return (
        PacketFile("申报书.docx", docx_file(LAYOUTS["tables"](of_its_own(form, seed), claims))),
        PacketFile("工作室协议.docx", docx_file(agreement(signed))),
    )


def _written(form: Form, seed: int) -> tuple[PacketFile, ...]:
    _, claims = form_of(seed)
    claims = replace(claims, recommender=f"北京市{form.district}科学技术协会")
    papers = {
        "申报书": LAYOUTS["tables"](form, claims),
        "推荐函": recommendation(form, claims),
        "规范性文件汇编": rules(form, claims),
    }
    return tuple(PacketFile(f"{name}.docx", docx_file(paper)) for name, paper in papers.items())


def _same_host(seed: int, of: Form, name: str) -> tuple[PacketFile, ...]:
    form = of_its_own(form_of(seed)[0], seed)
    return _written(replace(form, host=of.host, name=name), seed)


def _same_leader(seed: int, of: Form, district: str) -> tuple[PacketFile, ...]:
    form = of_its_own(form_of(seed)[0], seed)
    members = (of.leader, *form.members[1:])
    changed = replace(
        form, leader=of.leader, members=members, born=of.born, id_number=of.id_number, district=district
    )
    return _written(changed, seed)
