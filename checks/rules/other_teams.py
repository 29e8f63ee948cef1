"""QC 第六条 2 (6): one team for one host organisation, one channel for one team; ZD 第六条: how many stations.

Each rule sees what the register says of other submissions (checks.register): who they are of, never their papers.
A version that was replaced is not in the register, and a second upload of the same team is not another team.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.finding import Evidence
from checks.names_compared import LIKE, related, same_recommender
from checks.outcome import Outcome, Outcomes, failed, not_applicable, passed, review
from checks.register import Filed, Filing, Match, Matches
from checks.rule import rule
from checks.sharing import listed, number_of, sharing
from checks.teams import again, same_host, same_person, same_team
from extractor.records.application_form import ApplicationForm
from extractor.records.identity_card import IdentityCard
from extractor.records.roster import Roster

WAYS = {
    "same": "单位名称相同",
    "part": "一方名称包含另一方，或像是另一方的简称（可能是分支或上级单位）",
    "like": "单位名称很相近",
    "sibling": "两个名称像是同一单位的两个下属机构",
}


@rule("QC-06.2.6a", name="one-team-per-host")
def one_team_per_host(
    matches: Matches, forms: tuple[ApplicationForm, ...] = (), *, name_likeness: float = LIKE
) -> Outcomes:
    """同一依托单位在同一年度只有一个团队申报：按统一社会信用代码比对，没有代码的按单位名称比对；同一团队的新版本或重复上传不算。"""
    yield from _one_team(matches, forms, name_likeness)


@rule("R.06", name="host-uniqueness")
def host_uniqueness(
    matches: Matches, forms: tuple[ApplicationForm, ...] = (), *, name_likeness: float = LIKE
) -> Outcomes:
    """同一依托单位不重复申报，判法同第六条 2 (6) 前半句。"""
    yield from _one_team(matches, forms, name_likeness)


def _one_team(matches: Matches, forms: Sequence[ApplicationForm], like: float) -> Outcomes:
    assert matches.own is not None
    own, cited = matches.own.filed, matches.own.cited
    if own.stage != "application":
        yield _no_application(own, cited["host"])
        return
    profile = own.profile
    if not profile.host_names and not profile.host_codes:
        why = "没有读出依托单位，无法与其他提交比对"
        yield review("未读出依托单位", *(form.host_org for form in forms), why=why)
        return
    judged = [_host_verdict(matches.own, match, like) for match in matches.of("host")]
    found = [one for one in judged if one is not None]
    yield from found
    if found:
        return
    named = f"“{profile.host_names[0]}”" if profile.host_names else profile.host_codes[0]
    said = f"{own.year} 年度登记的申报中没有以{named}为依托单位的另一个团队"
    unread = _unread(matches, "host")
    if unread:
        yield sharing(
            review(said, *cited["host"], why=f"另有申报{listed(unread)}没有读出依托单位，可能与本单位相同"), unread
        )
    else:
        yield passed(said, *cited["host"])


def _host_verdict(own: Filing, match: Match, like: float) -> Outcome | None:
    mine, other = own.filed, match.other
    if not _application(mine, other) or again(mine, other):
        return None
    code, how = match.theirs["code"], match.theirs["name"]
    if how == "like" and not any(
        related(a, b, like) != "other" for a in mine.profile.host_names for b in other.profile.host_names
    ):
        how = "other"
    both = bool(mine.profile.host_codes and other.profile.host_codes)
    if not code and (how == "other" or (how == "sibling" and both)):  # bodies with codes of their own are units
        return None
    team = same_team(mine.profile, other.profile)
    if team == "same":  # the same team once more, of another year's or stage's papers: not another team
        return None
    cited = (*own.cited["host"], *own.cited["leader"][:1])
    said = f"另一份申报{number_of(match)}的依托单位与本团队相同或相近"
    subject = match.id
    reasons = list(_host_doubts(mine, other, code=code, how=how))
    if team == "unknown":
        reasons.append("两份申报是否为同一团队（同一负责人、同一名称）不能确定")
    if reasons:
        return sharing(review(said, *cited, why="；".join(reasons), subject=subject), [match])
    said = f"另一份申报{number_of(match)}由另一个团队以同一依托单位提出（同一依托单位只能申报一个团队）"
    return sharing(failed(said, *cited, subject=subject, firm=True), [match])


def _host_doubts(mine: Filed, other: Filed, *, code: bool, how: str) -> Iterable[str]:
    """What keeps two hosts from being one beyond doubt."""
    both = bool(mine.profile.host_codes and other.profile.host_codes)
    if code and how == "other" and mine.profile.host_names and other.profile.host_names:
        yield "统一社会信用代码相同而单位名称不同"
    elif not code and both:
        yield f"{WAYS.get(how, '')}而统一社会信用代码不同"
    elif not code and how in ("part", "like", "sibling"):
        yield WAYS[how]


@rule("QC-06.2.6b", name="one-channel-per-team")
def one_channel_per_team(
    matches: Matches,
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),  # noqa: ARG001  pages of these that were not read may name the same people
    cards: tuple[IdentityCard, ...] = (),  # noqa: ARG001
    *,
    roster_overlap: float,
    title_likeness: float,
) -> Outcomes:
    """同一团队只经一个推荐单位申报：负责人证件号码相同而推荐单位不同的不合格；成员重合过半或名称很相近的由人员判断。"""
    assert matches.own is not None
    own, cited = matches.own.filed, matches.own.cited
    if own.stage != "application":
        yield _no_application(own, cited["host"])
        return
    if own.profile.leader is None:
        yield review("未读出团队负责人", *(form.leader.name for form in forms), why="没有负责人，无法与其他提交比对")
        return
    by_other: dict[str, list[Match]] = {}
    for match in matches.found:
        if match.kind in ("leader", "roster", "title") and _application(own, match.other):
            by_other.setdefault(match.other.lineage, []).append(match)
    limits = {"roster": roster_overlap, "title": title_likeness}
    judged = [_channel_verdict(matches.own, group, limits) for _, group in sorted(by_other.items())]
    found = [one for one in judged if one is not None]
    yield from found
    if found:
        return
    said = f"{own.year} 年度登记的申报中没有同一负责人、同一团队的另一份申报"
    unread = _unread(matches, "leader")
    if unread:
        yield sharing(
            review(said, *cited["leader"], why=f"另有申报{listed(unread)}没有读出负责人，可能为同一团队"), unread
        )
    else:
        yield passed(said, *cited["leader"])


def _channel_verdict(own: Filing, group: Sequence[Match], limits: dict[str, float]) -> Outcome | None:
    mine, other = own.filed, group[0].other
    kinds = {match.kind: match for match in group}
    channels = {mine.profile.recommender, other.profile.recommender}
    same = "" if "" in channels else same_recommender(mine.profile.recommender, other.profile.recommender)
    two = same == "other"
    leader = kinds.get("leader")
    roster = kinds.get("roster")
    overlap = roster is not None and roster.measure >= limits["roster"] and roster.theirs["shared"] >= 2
    title = "title" in kinds and kinds["title"].measure >= limits["title"]
    person = same_person(mine.profile.leader, other.profile.leader)
    cited = (*own.cited["leader"], *own.cited["recommender"])
    subject = group[0].id if leader is None else leader.id
    if mine.digest and mine.digest == other.digest:
        return None  # the very same files, uploaded twice
    if leader is not None and same == "same" and again(mine, other):
        return None  # the same team's second upload through the same channel
    supported = overlap or title or same_host(mine.profile, other.profile)
    if leader is not None and not leader.theirs["named"]:
        said = f"负责人的证件号码与另一份申报{number_of(leader)}的负责人相同，姓名不同"
        return sharing(review(said, *cited, subject=subject, why="同一号码两个姓名，请核对是否填错"), group)
    if leader is not None and leader.theirs["by_number"] and two:
        said = f"同一负责人（证件号码相同）另有一份申报{number_of(leader)}，推荐单位不同"
        return sharing(failed(said, *cited, subject=subject, firm=True), group)
    if leader is not None and (leader.theirs["by_number"] or supported):
        said = f"负责人与另一份申报{number_of(leader)}的负责人相同"
        return sharing(review(said, *cited, subject=subject, why=_channel_why(same)), group)
    if overlap and roster is not None:
        said = f"成员与另一份申报{number_of(roster)}有 {roster.theirs['shared']} 人相同（占 {roster.measure:.0%}）"
        why = f"成员重合达到 {limits['roster']:.0%}，请核对是否为同一团队"
        return sharing(review(said, *cited, subject=subject, why=why), group)
    if title and person != "other":
        said = f"团队名称与另一份申报{number_of(kinds['title'])}很相近"
        return sharing(review(said, *own.cited["title"], *cited, subject=subject, why="请核对是否为同一团队"), group)
    return None


def _channel_why(same: str) -> str:
    if same == "other":
        return "推荐单位不同，但没有都读到证件号码，是否同一人须核对"
    if same in ("part", "like"):
        return "推荐单位名称相近，是否同一推荐单位须核对"
    return "同一负责人两份申报，请核对是否为同一团队" if same else "推荐单位没有都读到，是否多渠道申报须核对"


@rule("ZD-06.3", name="station-quota")
def station_quota(
    matches: Matches,
    forms: tuple[ApplicationForm, ...] = (),  # noqa: ARG001  an unread form may be of another class
    *,
    district_stations: int,
    university_stations: int,
    per_district: int,
) -> Outcomes:
    """登记的申报不超过名额：区工作站点和产学研合作站点各有总数，每区的数目由程序推定；超出的列出，由人员判断。"""
    assert matches.own is not None
    own, cited = matches.own.filed, matches.own.cited
    known = own.profile.station_class
    if own.programme != "station" or own.stage not in ("application", ""):
        yield not_applicable("本条核对站点申报的名额，本次提交不是站点申报", firm=True)
        return
    if not own.stage:
        yield _no_application(own, cited["host"])
        return
    if not known:
        yield review("未读出站点类别，不能计入名额", why="没有站点类别")
        return
    others = [one for one in matches.of("station") if one.own.subject == "class" and _application(own, one.other)]
    others = [one for one in others if not again(own, one.other)]
    limit = university_stations if known == "IUR" else district_stations
    group = "产学研合作站点" if known == "IUR" else "区工作站点"
    said = f"{own.year} 年度登记的{group}申报共 {len(others) + 1} 份（名额 {limit} 个）"
    district = own.profile.district
    beside = [one for one in others if district and one.other.profile.district == district] if known != "IUR" else []
    over = len(others) + 1 > limit
    if over or len(beside) + 1 > per_district:
        more = f"，其中{district} {len(beside) + 1} 份（推定每区 {per_district} 个）" if beside else ""
        why = "登记的申报多于名额，取舍由评审决定" if over else "同一区有多份申报，取舍由评审决定"
        yield sharing(review(said + more, *cited["class"], why=why), others if over else beside)
    else:
        yield passed(said, *cited["class"])


def _no_application(own: Filed, cited: Sequence[Evidence]) -> Outcome:
    if own.stage:
        return not_applicable("本条核对申报，本次提交不是申报材料", firm=True)
    return review("没有与其他申报比对", *cited, why="材料不足以判断处于哪个阶段，是否申报材料由人判断")


def _application(mine: Filed, other: Filed) -> bool:
    """Whether both are applications to one programme in one year."""
    return (other.stage, other.year, other.programme) == ("application", mine.year, mine.programme)


def _unread(matches: Matches, what: str) -> list[Match]:
    """Applications in which the host or the leader was not read: they may be the very same."""
    assert matches.own is not None
    own = matches.own.filed
    return [
        one
        for one in matches.of("missing_" + what)
        if one.other.stage in ("application", "") and one.other.programme in (own.programme, "")
    ]
