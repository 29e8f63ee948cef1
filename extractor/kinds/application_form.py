"""申报书 of either programme, as a table form or in sentences (field_schemas §3 and §4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from extractor import form_tables, people, prose, station_form
from extractor.columns import Grid
from extractor.document import Part
from extractor.fields import ticked, understood, value_after
from extractor.flow import Flow, flow
from extractor.headline import headlines, squeeze
from extractor.labels import leaders_own, matched, variants
from extractor.leader_rows import marked_leader, own_rows
from extractor.records.application_form import ApplicationForm, Leader
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.roster import Member
from extractor.signing import signing_blocks
from extractor.text.amounts import integer
from extractor.text.boxes import EMPTY_OPTIONS, TICKED
from extractor.text.dates import parse_date
from extractor.text.ids import find_uscc

NAME = "application_form"

_TITLE = re.compile(r"申报书|申报表|申请书|申请表|申报材料$")
_STUDIO = re.compile("青年工程师创新工作室|青创室")
_STATION = re.compile("千人进千企|工作站点|产学研合作站点|公共服务工作站|科创公共服务")
# A class of which the programme has none; C类人才 is no station's.
_OTHER_CLASS = re.compile(
    r"(?:区?工作站点?|站点)?[（(]?(?:[C-Zc-zＣ-Ｚ]|第?[一二三四五])类[)）]?(?:区?工作站点?|站点)?(?:[（(][^（）()]{2,8}[)）])?"
)
# Labels that forms of these programmes hold and other applications do not.
_OWN = variants(
    "host_org", "recommender", "field_domain", "research_direction", "industry", "personnel_relation_unit", "uscc"
) | variants("station_class", "guidance_content", "site_area_m2", "site_functions", "founded_date", "team_name")
_NOT_LEADER = ("experts", "projects", "outcomes", "budget", "opinions", "contact", "host")


def score(part: Part) -> float:
    """A title and the programme's name, or a title and enough of the forms' own labels."""
    titled = any(_TITLE.search(line.text) for line in headlines(part)[:6])
    text = squeeze(part.text)
    programme = bool(_STUDIO.search(text) or _STATION.search(text))
    rows = flow(part).rows
    own = {label for row in rows for box in row.boxes if (label := matched(box.text, _OWN))}
    own |= {label for label in _OWN if re.search(rf"{re.escape(label)}(?:（[^）]*）)?[：:]", text)}
    strength = min(len(own), 6) / 6
    if titled and (programme or len(own) >= 4):
        return 0.82 + 0.14 * strength
    return 0.3 + 0.4 * strength if titled or (programme and len(own) >= 4) else 0.1 * strength


def parse(part: Part) -> tuple[ApplicationForm]:
    """One record, whatever is missing."""
    rows = flow(part)
    grid_list = [g for g in people.member_grids(rows.without("experts")) if not _is_leader_grid(g)]
    listed = people.members(grid_list) or _unlisted_members(rows)
    team = rows.without("experts", "projects", "outcomes", "members")
    get = _getter(team)
    form = ApplicationForm(
        programme=_programme(part),
        team_name=_or(get("工作室名称", "team_name"), lambda: prose.team(rows)),
        project_title=get("项目名称", "project_title"),
        field_domain=get("申报领域", "field_domain"),
        host_org=_organisation(_or(get("依托单位", "host_org"), lambda: prose.host(rows))),
        uscc=_uscc(rows, get("统一社会信用代码", "uscc")),
        org_type=_or_ticked(team, get("单位性质", "org_type"), _ORG_TYPES, "单位性质"),
        district=get("所在区", "district"),
        address=get("单位地址", "address"),
        station_class=_station_class(team, get("站点类别", "station_class")),
        recommender=_organisation(get("推荐单位", "recommender")),
        apply_date=understood(
            _or(get("申报日期", "apply_date"), lambda: value_after(rows, "申报日期", "apply_date")),
            parse_date,
            "申报日期",
        ),
        founded_date=understood(_or(_founded(team), lambda: prose.founded(rows)), parse_date, "成立时间"),
        member_count=understood(
            _or(get("团队人数", "member_count"), lambda: prose.member_count(rows)), integer, "团队人数"
        ),
        research_direction=get("研究方向", "research_direction"),
        industry=get("所属产业", "industry"),
        site_address=get("固定场所地址", "site_address"),
        site_area_m2=understood(get("固定场所面积", "site_area_m2"), _area, "固定场所面积"),
        site_functions=get("场所功能", "site_functions"),
        leader=_leader(rows, listed),
        members=listed,
        experts=form_tables.experts(rows),
        outcomes=form_tables.outcomes(rows),
        budget_lines=form_tables.budget(rows),
        budget_total=form_tables.budget_total(rows),
        station=station_form.particulars(rows),
        signing=signing_blocks(part),
    )
    return (form,)


_ORG_TYPES = ("企业", "事业单位", "高校", "高等院校", "科研院所", "社会团体", "民办非企业", "国家重点实验室")


def _founded(team: Flow) -> Field[str]:
    """When the team was founded or began to run: a label that names the team, else a bare one outside what is said
    of the host organisation, which has a day of its own."""
    names = variants("founded_date")
    own = frozenset(name for name in names if re.search("团队|工作室|运行|组建", name))
    titled = value_after(team, "成立时间", wanted=own)
    if titled.present or (isinstance(titled, Absent) and titled.reason == "blank"):
        return titled
    return value_after(team.without("host"), "成立时间", "founded_date")


def _getter(rows: Flow) -> Callable[..., Field[str]]:
    return lambda label, *names: value_after(rows, label, *names)


def _or(field: Field[str], other: Callable[[], Field[str]]) -> Field[str]:
    """`field`, or where there is no such label what `other` finds."""
    if field.present or (isinstance(field, Absent) and field.reason == "blank"):
        return field
    found = other()
    return found if found.present else field


def _or_ticked(rows: Flow, field: Field[str], options: tuple[str, ...], label: str) -> Field[str]:
    """A field whose value is a row of boxes: the ticked one."""
    if isinstance(field, Cited) and re.search(f"[{TICKED}{EMPTY_OPTIONS}]", field.value):
        return ticked(rows, options, label)
    return field


def _programme(part: Part) -> Field[str]:
    """studio or station by the form's own words: by its title, else by the name used throughout."""
    title = squeeze("".join(line.text for line in headlines(part)[:8]))
    text = squeeze(part.text)
    for source in (title, text):
        studio, station = bool(_STUDIO.search(source)), bool(_STATION.search(source))
        if studio != station:
            pattern = _STUDIO if studio else _STATION
            lines = [line for line in part.lines if line.spans and pattern.search(squeeze(line.text))]
            spans = lines[0].spans if lines else part.lines[0].spans
            return cite("studio" if studio else "station", *spans)
    return Absent("项目类别", "not_found")


def _organisation(field: Field[str]) -> Field[str]:
    """A name of an organisation without the （盖章） that forms print behind it."""
    if isinstance(field, Absent):
        return field
    name = re.sub(r"[（(](?:盖章|公章|签章|加盖公章|盖公章|全称|单位公章|章)[）)]|\s+", "", field.value)
    name = re.split("[，,；;。]", name)[0] or name  # a sentence on the organisation may follow its name
    return Cited(name, field.spans, field.confidence) if name else Absent("单位", "blank", (), field.spans)


def _uscc(rows: Flow, field: Field[str]) -> Field[str]:
    if isinstance(field, Cited):
        return understood(
            field, lambda text: find_uscc("".join(text.split())) or _code_like(text), "统一社会信用代码"
        )
    if isinstance(field, Absent) and field.reason == "blank":
        return field
    found = prose.uscc(rows)
    return found if found.present else field


def _code_like(text: str) -> str | None:
    """What stands where a code should, if it could be a misprinted or misread one."""
    plain = re.sub(r"[\s\-]", "", text).upper()
    return plain if re.fullmatch(r"[0-9A-Z]{15,20}", plain) else None


def _station_class(rows: Flow, field: Field[str]) -> Field[str]:
    field = _or_ticked(rows, field, ("A类", "B类", "产学研合作站点", "产学研"), "站点类别")
    if isinstance(field, Absent):
        return field
    found = re.findall("A|B|产学研", field.value.upper().replace("Ａ", "A").replace("Ｂ", "B"))
    if not found and _OTHER_CLASS.fullmatch("".join(field.value.split())):
        return field
    if len(set(found)) != 1:
        return Absent("站点类别", "unreadable", (), field.spans) if found else Absent("站点类别", "not_found")
    return Cited({"A": "A类", "B": "B类"}.get(found[0], found[0]), field.spans, field.confidence)


def _area(text: str) -> Decimal | None:
    match = re.search(r"\d+(?:\.\d+)?", text.replace(",", ""))
    return Decimal(match[0]) if match else None


def _unlisted_members(rows: Flow) -> tuple[Member, ...]:
    """Members without a table: blocks of labels, or sentences, in their own section or, failing that, elsewhere."""
    section = rows.within("members")
    elsewhere = rows.without("leader", "experts", "opinions", "contact")
    return people.cards(section) or people.described(section) or people.described(elsewhere)


def _is_leader_grid(grid: Grid) -> bool:
    return grid.header.section == "leader" and len(grid.entries) <= 1


def _leader(rows: Flow, listed: tuple[Member, ...]) -> Leader:
    """The leader's block; what it does not print, from the sentences about the leader, then from the member list."""
    block = rows.within("leader")
    own = value_after(block, "姓名", "name").present
    scope = own_rows(block if own else rows.without(*_NOT_LEADER, *(("members",) if listed else ())))
    name = (
        value_after(scope, "姓名", "name")
        if own
        else value_after(rows.without("opinions", "contact", "experts"), "负责人", "leader")
    )
    named, about = prose.leader(rows, people.clean_name(name.value) if isinstance(name, Cited) else None)
    # A label may be followed by a whole sentence about the leader; then the sentence's name counts.
    candidates = (name, value_after(scope, "姓名", "name"), named, marked_leader(rows, listed))
    name = next((c for c in candidates if understood(c, people.clean_name, "负责人姓名").present), name)
    said = prose.person(about) if about is not None else {}
    row = _own_row(listed, name)

    def get(label: str, *names: str) -> Field[str]:
        titled = value_after(rows, label, wanted=leaders_own(*names))
        if titled.present:
            return titled
        return _or(value_after(scope, label, *names), lambda: said.get(names[0], Absent(label, "not_found")))

    leader = Leader(
        name=understood(name, people.clean_name, "负责人姓名"),
        gender=understood(get("性别", "gender"), people.gender, "性别"),
        nationality=get("国籍", "nationality"),
        ethnicity=get("民族", "ethnicity"),
        birth_date=understood(get("出生年月", "birth_date"), people.birth_date, "出生年月"),
        age=understood(get("年龄", "age"), integer, "年龄"),
        id_type=get("证件类型", "id_type"),
        id_number=understood(get("身份证号", "id_number"), people.id_number, "身份证号"),
        education=get("学历", "education"),
        professional_title=get("职称", "professional_title"),
        post=get("职务", "post"),
        employer=_organisation(get("工作单位", "employer")),
        personnel_relation_unit=_organisation(get("人事关系所在单位", "personnel_relation_unit")),
        phone=get("手机", "phone"),
        projects=form_tables.projects(rows),
    )
    return _filled(leader, row) if row is not None else leader


def _own_row(listed: tuple[Member, ...], name: Field[str]) -> Member | None:
    """The leader's own row of the member list: the one of that name, if there is just one."""
    plain = people.clean_name(name.value) if isinstance(name, Cited) else None
    rows = [m for m in listed if isinstance(m.name, Cited) and m.name.value == plain]
    return rows[0] if len(rows) == 1 else None


def _filled(leader: Leader, row: Member) -> Leader:
    same = ("gender", "birth_date", "age", "id_number", "education", "professional_title", "employer")
    missing = {
        n: getattr(row, n)
        for n in same
        if not getattr(leader, n).present and getattr(leader, n).reason == "not_found"
    }
    return replace(leader, **{name: value for name, value in missing.items() if value.present})
