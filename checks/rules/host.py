"""依托单位: QC 第二条 and 第六条 3 (1), where the host is and whether the leader belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from checks.addresses import in_beijing, region_by_code
from checks.likeness import kin, like
from checks.outcome import Outcome, Outcomes, failed, passed, review
from checks.rule import rule
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.ids import uscc_valid

# 同上, 与依托单位一致, 见附件, 本公司（盖章）, 依托单位人事处, 集团: an answer that names no unit.
_NO_NAME = re.compile(
    r"(?:与|和|同).{0,8}(?:一致|相同)|见附|详见|^同(?:上|前|左|依托|申报|所在|工作|本|单位)"
    r"|^(?:即|为)?(?:本|我|该)(?:公司|院|所|校|厂|局|集团|单位|中心)(?:$|人|[（(])"
    r"|^(?:依托|申报|所在|工作)单位(?:[（(]|人|组织)|^(?:公司|集团|学校|学院|研究院|研究所|医院|中心|总部)$"
    r"|^(?:即|为|本|该|依托|申报|所在|工作)?(?:依托|申报|所在|工作|本)?单位$"
)
_ORGANISATION = re.compile(
    "公司|集团|[院所校厂局委会部馆站社团行队处室园店]|大学|中心|科协|企业|机构|基地|分公司|政府|机关|医院|单位"
)
_SHORT = 5  # characters of a short form that still tells one unit
_SCHOOLS = re.compile("(?:大学|学院|学校|医院)$")
_LABELS = {"91": "企业", "12": "事业单位"}


@rule("QC-02.1", name="host-in-beijing")
def host_in_beijing(form: ApplicationForm, *, types: Sequence[str]) -> Outcomes:
    """依托单位是在京的企事业单位、科研院所、高校等：信用代码正确，类型在列，地址（没有地址时按代码的登记地）在北京。"""
    code, address = form.uscc, form.address
    if not isinstance(code, Cited) and not isinstance(address, Cited):
        yield review("没有读到依托单位的信用代码和地址", code, address, why="材料中未见信用代码，也未见单位地址")
        return
    cited: list[Any] = [field for field in (form.host_org, code, address, form.org_type) if isinstance(field, Cited)]
    kind = _type(form, types)
    where = in_beijing(address.value) if isinstance(address, Cited) else None
    valid = isinstance(code, Cited) and uscc_valid(code.value)
    region = region_by_code(code.value) if isinstance(code, Cited) and valid else None
    told = where if where is not None else region
    said = _said(form, kind, valid)
    if not valid:
        why = "信用代码校验码不符" if isinstance(code, Cited) else "没有读到信用代码"
        yield review(said, *cited, why=why)
    elif told is None:
        yield review(said, *cited, why="地址没有写明所在省市，信用代码也不能说明所在地")
    elif not told:
        moved = where is False and region
        why = (
            "地址不在北京，信用代码登记地在北京"
            if moved
            else "地址和信用代码登记地都不在北京，是否有在京机构由人员判断"
        )
        yield review(said, *cited, why=why)
    elif not kind:
        yield review(said, *cited, why="单位类型不在所列各类之中（条文有“等”字），由人员判断")
    else:
        yield passed(said, *cited)


def _type(form: ApplicationForm, types: Sequence[str]) -> str:
    """The kind of organisation by what the form says, by the end of its name, or by its code; "" for any other.

    社会企业 and 非企业 (民办非企业单位) are not 企业.
    """
    stated = form.org_type.value if form.org_type.present else ""
    name = form.host_org.value if form.host_org.present else ""
    code = form.uscc.value if form.uscc.present else ""
    if stated:
        return next((one for one in types if re.search(f"(?<![非会]){one}", stated)), "")
    suffixes = {"高校": r"大学$|学院$", "科研院所": r"研究院$|研究所$|科学院$", "企业": r"公司$|厂$|集团$"}
    named = next((one for one, shape in suffixes.items() if one in types and re.search(shape, name)), "")
    registered = _LABELS.get(code[:2], "")
    return named or (registered if registered in types else "")


def _said(form: ApplicationForm, kind: str, valid: bool) -> str:
    name = form.host_org.value if form.host_org.present else "（名称未读到）"
    where = form.address.value if form.address.present else "未写地址"
    return f"依托单位{name}，类型{kind or '未能确定'}，信用代码{'校验正确' if valid else '未能核对'}，地址：{where}"


@rule("QC-06.3.1", name="host-employs-leader")
def host_employs_leader(
    form: ApplicationForm, papers: tuple[SupportingPaper, ...] = (), *, agencies: str
) -> Outcomes:
    """依托单位就是负责人人事关系所在单位：名称相同的合格，另一单位的不合格，分支、曾用名、只有工作单位的由人判断。"""
    host, unit, employer = form.host_org, form.leader.personnel_relation_unit, form.leader.employer
    proofs = _proofs(form, papers)
    if not isinstance(host, Cited):
        yield review("没有读到依托单位", host, why="依托单位未读到，无法与人事关系所在单位核对")
    elif isinstance(unit, Cited):
        yield _compared(host, unit, proofs, agencies)
    elif proofs:
        said = f"负责人的在职证明由{proofs[0].value}出具，依托单位为{host.value}；申报书没有写明人事关系所在单位"
        yield review(said, proofs[0], host, why="申报书没有写明人事关系所在单位，由人员按在职证明判断")
    elif isinstance(employer, Cited):
        said = f"负责人工作单位为{employer.value}，依托单位为{host.value}"
        yield review(said, employer, host, why="只写明工作单位，没有写明人事关系所在单位")
    else:
        yield review("没有读到负责人人事关系所在单位", unit, host, why="人事关系所在单位未读到")


def _compared(host: Cited[str], unit: Cited[str], proofs: Sequence[Cited[str]], agencies: str) -> Outcome:
    said = f"负责人人事关系所在单位为{unit.value}，依托单位为{host.value}"
    named = "".join(unit.value.split())
    if _NO_NAME.search(named) or not _ORGANISATION.search(named):
        return review(said, unit, host, why="人事关系所在单位一栏没有写明单位名称，由人员核对")
    found = kin(host, unit)
    against = [proof for proof in proofs if kin(host, proof).kind == "other"]
    if found.kind == "same" and against:
        said += f"；在职证明由{against[0].value}出具"
        return review(said, unit, host, against[0], why="在职证明的出具单位与依托单位不同")
    if found.kind == "same":
        return passed(said, unit, host, *proofs, settled=found.settled)
    if found.kind != "other":
        reasons = {"former": "其一为另一个的曾用名", "part": "两者可能是上下级或分支机构", "misread": "只差易混的字"}
        return review(said, unit, host, why=f"{reasons[found.kind]}，由人员判断")
    if _shortened(unit.value, host.value):
        return review(said, unit, host, why="其一像是另一个的简称，由人员判断")
    if re.search(agencies, unit.value):
        return review(said, unit, host, why="人事关系由人才服务、人力资源机构代理，是否符合由人员判断")
    return failed(said, unit, host, *proofs, settled=found.settled)


def _shortened(one: str, other: str) -> bool:
    """Whether all characters of the shorter name stand in the other in order, so that it may be its short form.

    A university, a school or a hospital with a word more in its name is mostly another one.

    >>> _shortened("甲市某工总院", "甲市某某工程设计总院有限公司"), _shortened("某某大学", "某某工业大学")
    (True, False)
    """
    short, long = sorted(("".join(one.split()), "".join(other.split())), key=len)
    left = iter(long)
    return len(short) >= _SHORT and not _SCHOOLS.search(short) and all(char in left for char in short)


def _proofs(form: ApplicationForm, papers: Sequence[SupportingPaper]) -> list[Cited[str]]:
    """Who issued the proofs of employment that name the leader, or nobody."""
    found = [one for one in papers if one.paper_kind.present and one.paper_kind.value == "employment_proof"]
    leader = form.leader.name
    own = [one for one in found if not _another(one, leader)]
    return [one.organisation for one in own if isinstance(one.organisation, Cited)]


def _another(paper: SupportingPaper, leader: Any) -> bool:
    if not isinstance(paper.person, Cited) or not isinstance(leader, Cited):
        return False
    return like(paper.person, leader).verdict == "different"
