"""Values written in sentences: who leads the team, when born, from where, how many members, since when.

Each pattern names the field it reads; what it finds is cited with the certainty of a guess from prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.citing import Tight, tight
from extractor.fields import PROSE
from extractor.flow import Flow
from extractor.records.cited import Absent, Cited, Field
from extractor.text.gazetteer import organisation_suffixes, surnames, titles

_HANZI = r"[\u3400-\u9fff]"
_LEAD = r"(?:本)?(?:团队|项目|工作室|站点|工作站|课题组?)?(?:总)?(?:负责人|带头人|领衔人)"
_YEAR = r"(?:\d{2,4}|[12一二][0-9〇○零一二三四五六七八九]{3})"
_DATE = (
    rf"{_YEAR}(?:年\d{{1,2}}月(?:\d{{1,2}}日)?|年[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?"
    r"|[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|年)"
)
_BODIES = "公司|单位|研究院|研究所|大学|协会|学会|促进会|集团|学院|中心"
_CLAUSE = r"[^，,。；;：:\n（）()、]"


@cache
def person_name() -> str:
    """A pattern for a Chinese name, as the group `value`."""
    compound = "|".join(sorted(name for name in surnames() if len(name) > 1))
    single = "".join(sorted(name for name in surnames() if len(name) == 1))
    return rf"(?P<value>(?:{compound}|[{single}]){_HANZI[:-1]}某×○]{{1,2}}?)"


@cache
def _org() -> str:
    body = r"(?:[\u3400-\u9fffA-Za-z0-9·]|[（(][\u3400-\u9fff]{2,8}[）)]){2,36}"
    return rf"(?P<value>{body}(?:{'|'.join(organisation_suffixes())}))"


@dataclass(frozen=True, slots=True)
class Sentences:
    """A stretch of the text about one person: text[start:end] of `source`."""

    source: Tight
    start: int
    end: int

    def find(self, label: str, patterns: Iterable[str]) -> Field[str]:
        """The group `value` of the first pattern that fits."""
        for pattern in patterns:
            match = re.compile(pattern).search(self.source.text, self.start, self.end)
            if match:
                return _cited(self.source, *match.span("value"))
        return Absent(label, "not_found")


def leader(flow: Flow, known: str | None = None) -> tuple[Field[str], Sentences | None]:
    """The leader's name in running text, and the sentences that say most of the leader, up to the paragraph's end.

    `known` is the name as a label gave it: then a paragraph that begins with it describes the leader too.
    """
    source = tight(flow.prose)
    after = r"(?=[，,（(、。；;：:]|同志|男|女|为|系|担任|教授|研究员|高级|正高|博士|院士|等|\n|$)"
    patterns = [
        rf"{_LEAD}(?:姓名)?(?:为|是|由|系|：|:|——)?{person_name()}{after}",
        rf"由{person_name()}(?:同志|教授|研究员|博士)?(?:担任|任|作为){_LEAD}",
        rf"(?<!{_HANZI}){person_name()}(?:同志|教授|博士)?[，,]?(?:现)?(?:担任|任|为|系|作为){_LEAD}",
    ]
    if known:
        patterns.append(rf"(?:^|(?<=[\n。]))(?P<value>{re.escape(known)})[，,（(]")
    best: tuple[int, Field[str], Sentences] | None = None
    for pattern in patterns:
        for match in re.finditer(pattern, source.text):
            about = Sentences(source, match.start(), _paragraph_end(source.text, match.end()))
            told = sum(field.present for field in person(about).values())
            if best is None or told > best[0]:
                best = (told, _cited(source, *match.span("value")), about)
    if best is None or best[0] < 2:  # a section on the leader may begin with the name alone: 曹某，男，…
        introduced = _introduced(tight(flow.within("leader").prose))
        if introduced and (best is None or not best[1].present or best[1].value == introduced[0][0].value):
            return introduced[0]
    return (best[1], best[2]) if best else (Absent("负责人", "not_found"), None)


def people(flow: Flow) -> list[tuple[Field[str], dict[str, Field[str]]]]:
    """Everybody whom a sentence introduces by name and gender or birth, with what it says of them."""
    return [(name, person(about)) for name, about in _introduced(tight(flow.prose))]


def _introduced(source: Tight) -> list[tuple[Field[str], Sentences]]:
    aside = r"(?:[（(][^（）()]{1,8}[）)])?"
    pattern = rf"(?<!{_HANZI}){person_name()}{aside}[，,：:（(、](?=[男女][，,；;、）)]|{_DATE}(?:出?生))"
    matches = list(re.finditer(pattern, source.text))
    ends = [match.start() for match in matches[1:]] + [len(source.text)]
    return [
        (_cited(source, *match.span("value")), Sentences(source, match.end() - 1, min(end, match.end() + 300)))
        for match, end in zip(matches, ends, strict=False)
    ]


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return min(len(text) if end < 0 else end, start + 400)


def person(about: Sentences) -> dict[str, Field[str]]:
    """What the sentences say of the person, by the names of field_schemas §3.2."""
    labels = {"birth_date": "出生年月", "personnel_relation_unit": "人事关系所在单位"}
    return {name: about.find(labels.get(name, name), found) for name, found in _person_patterns().items()}


@cache
def _person_patterns() -> dict[str, tuple[str, ...]]:
    title = "|".join(titles())
    end = r"(?=[，,。；;、）)\n]|$)"
    body = "(?:公司|院|所|大学|中心|协会|学会)"
    return {
        "gender": (rf"[，,（(：:、](?P<value>[男女])(?:性)?{end}",),
        "ethnicity": (rf"[，,、（(](?P<value>{_HANZI}{{1,5}}族){end}",),
        "nationality": (
            r"(?P<value>中国)(?:国)?(?:籍|公民)",
            rf"国籍(?:为|是|：|:)?(?P<value>{_HANZI}{{2,8}}?){end}",
            rf"[，,、](?P<value>{_HANZI}{{2,6}}?)国?籍{end}",
        ),
        "birth_date": (
            rf"(?P<value>{_DATE})(?:出?生)",
            rf"(?:出生于|生于|出生(?:日期|年月|时间)(?:为|是|：|:)?)(?P<value>{_DATE})",
            r"出生(?:日期|年月)(?:为|是|：|:)?(?P<value>[^，,。；;\n]{4,14})",
        ),
        "age": (r"(?:现年|年龄|今年|[，,（(])(?:为|：|:)?(?P<value>\d{2})周?岁",),
        "id_number": (
            r"(?:身份证|证件)(?:件)?号码?(?:为|是|：|:)?(?P<value>[0-9０-９Xx×*＊]{15,18})",
            r"(?<![0-9A-Za-z])(?P<value>[1-9]\d{16}[\dXx])(?![0-9A-Za-z])",
        ),
        "education": (r"(?P<value>(?:博士|硕士)?研究生|博士|硕士|大学本科|本科|大专|专科)",),
        "professional_title": (rf"职称(?:为|是|：|:)?(?P<value>{title})", rf"(?P<value>{title}){end}"),
        "employer": (rf"(?:现?就职于|现?供职于|现?任职于|工作单位(?:为|是|：|:)|现为|现任){_org()}",),
        "post": (rf"(?:现?担任|现?任)(?:{_CLAUSE}{{2,36}}{body})?(?P<value>{_CLAUSE}{{2,14}}?){end}",),
        "personnel_relation_unit": (
            r"人事(?:（劳动）|\(劳动\)|劳动)?(?:档案)?关系(?:现)?(?:所在单位)?"
            rf"(?:在|隶属于?|归属于?|为|是|：|:|落在|位于|存放于|均在)(?:于)?{_org()}",
            rf"(?:与|同){_org()}签订(?:了)?(?:无固定期限|固定期限|正式)?(?:的)?(?:劳动|聘用)合同",
            rf"(?:社会保险|社保)(?:由|在){_org()}(?:缴纳|缴存)",
        ),
        "phone": (r"(?<!\d)(?P<value>1[3-9]\d{9})(?!\d)",),
    }


def experts(flow: Flow) -> list[tuple[Field[str], dict[str, Field[str]]]]:
    """Experts engaged in a sentence: 聘请中国工程院院士施某担任指导专家. Each with title and employer if stated."""
    source = tight(flow.prose)
    title = "|".join(titles())
    found = []
    for sentence in re.finditer(r"[^。；\n]*指导专家[^。；\n]*|[^。；\n]*(?:聘请|邀请|特聘)[^。；\n]*", source.text):
        for match in re.compile(_expert_pattern(title)).finditer(source.text, *sentence.span()):
            name = _cited(source, *match.span("value" if match["value"] else "other"))
            about = Sentences(
                source, max(sentence.start(), match.start() - 40), min(sentence.end(), match.end() + 40)
            )
            cell = {"employer": about.find("工作单位", (rf"(?:聘请|邀请|特聘|来自|由)?{_org()}(?!院?士)",))}
            start, end = match.span("title") if match["title"] else match.span("after")
            cell["professional_title"] = (
                _cited(source, start, end) if end > start >= 0 else Absent("职称", "not_found")
            )
            cell["domain"] = Absent("专业领域", "not_found")
            cell["guidance_content"] = about.find("指导内容", (r"(?P<value>指导(?!专家)[^，。；\n]{4,60})",))
            found.append((name, cell))
    return found


def _expert_pattern(title: str) -> str:
    """A name right after or before a title: 院士施某, 施某教授, 施某（院士）."""
    end = r"(?=[，,。；;、）)（(\n]|同志|为|担任|作为|等|$)"
    return (
        rf"(?P<title>{title}){person_name()}{end}|"
        rf"(?<!{_HANZI}){person_name().replace('?P<value>', '?P<other>')}[（(，,]?(?P<after>{title})"
    )


_MEANT = re.compile("拟|计划|预计|准备|争取|筹备|将")


def founded(flow: Flow) -> Field[str]:
    """When the team (not its host) was founded or began to run."""
    source = tight(flow.prose)
    verbs = "成立|组建|设立|创建|建立|始建|开始运行|正式运行|投入运行|起运行|启动运行|运行"
    for pattern in (
        rf"(?:{verbs})于(?P<value>{_DATE})",
        rf"(?:于|自)(?P<value>{_DATE})(?:起|份)?(?:正式)?(?:{verbs})",
        rf"(?P<value>{_DATE})(?:正式)?(?:成立|组建|设立|启动运行|起运行)",
    ):
        for match in re.finditer(pattern, source.text):
            begin = max(source.text.rfind(mark, 0, match.start()) for mark in "。；;，,") + 1
            planned = _MEANT.search(source.text[begin : match.start("value")])
            if not planned and _about_team(source.text, match.start(), match.end()):
                return _cited(source, *match.span("value"))
    return Absent("成立时间", "not_found")


def member_count(flow: Flow) -> Field[str]:
    """How many people the team says it has."""
    source = tight(flow.prose)
    number = r"(?P<value>\d{1,3}|[一二三四五六七八九十]{1,3})(?:名|人|位)"
    patterns = (
        rf"(?:现有|共有|固定|核心|团队|工作室)(?:团队|核心|固定)?(?:成员|人员)(?:总数|共计|共有|共|为|有|：|:)?{number}",
        rf"(?:团队|工作室)(?:现|目前)?(?:共|由|有|共有|现有){number}",
        rf"(?:由|共|现有){number}(?:团队|核心|固定|专职)?(?:成员|人员|工程师|组成)",
    )
    return Sentences(source, 0, len(source.text)).find("团队人数", patterns)


def team(flow: Flow) -> Field[str]:
    """The team's own name as the subject of a sentence; never the programme's."""
    source = tight(flow.prose)
    after = "(?=依托|成立|组建|于|是|由|现有|自|围绕|，依托)"
    kind = "(?:创新工作室|创新团队|工作站点)"
    pattern = rf"(?:^|(?<=[\n。“]))(?P<value>(?!北京优秀青年工程师){_HANZI}{{2,20}}?{kind}){after}"
    return Sentences(source, 0, len(source.text)).find("工作室名称", (pattern,))


def host(flow: Flow) -> Field[str]:
    """The host organisation as a sentence names it."""
    source = tight(flow.prose)
    aside = "(?:（[^（）]*）)?"
    patterns = (
        rf"依托单位(?:为|是|系|：|:){_org()}",
        rf"依托(?:于)?{_org()}{aside}(?:建设|组建|成立|设立|开展|运行|创建|建立|，)",
        rf"(?:申报|承担)单位(?:为|是|：|:){_org()}",
    )
    return Sentences(source, 0, len(source.text)).find("依托单位", patterns)


def uscc(flow: Flow) -> Field[str]:
    """A 统一社会信用代码 named as such in a sentence."""
    source = tight(flow.prose)
    pattern = r"(?:统一社会)?信用代码(?:证号)?(?:为|是|：|:)?[（(]?(?P<value>[0-9A-Za-z]{18})(?![0-9A-Za-z])"
    return Sentences(source, 0, len(source.text)).find("统一社会信用代码", (pattern,))


def last_organisation(flow: Flow) -> Field[str]:
    """The organisation named last in a box of its own: who signed the paper."""
    pattern = re.compile(rf"{_org()}(?:[（(](?:盖章|公章|章)[）)])?")
    for row in reversed(flow.rows):
        for box in row.boxes:
            match = pattern.fullmatch("".join(box.text.split()))
            if match and not re.search(r"[\d：:，。]", match["value"]):
                return Cited(match["value"], (box.span,), box.span.confidence * PROSE)
    return Absent("单位", "not_found")


def _about_team(text: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of the team, not of the company that houses it."""
    begin = max(text.rfind(mark, 0, start) for mark in "。；;\n") + 1
    before = text[begin:start] or text[start:end]
    if re.search(rf"(?:{_BODIES})$", before) or re.search(r"单位(?:名称|全称)?[：:]", before):
        return False
    named = list(re.finditer(rf"(?P<team>工作室|团队|站点|工作站|青创室)|(?:{_BODIES})", before))
    return bool(named) and (named[0]["team"] is not None or named[-1]["team"] is not None)


def _cited(source: Tight, start: int, end: int) -> Field[str]:
    spans = source.cite(start, end)
    confidence = min((span.confidence for span in spans), default=0.0) * PROSE
    return Cited(source.text[start:end], spans, confidence)
