"""What the engine asks of every outcome, whatever the rule: no silent pass, and no verdict the pack does not allow.

Each guard takes an outcome and gives it back, or turns a pass or a fail into a review and says why. None of them
makes a verdict stronger.
"""

from __future__ import annotations

from dataclasses import replace

from checks.finding import Verdict
from checks.outcome import Outcome
from checks.papers import Unread
from extractor.records.cited import Absent

DECIDED = (Verdict.PASS, Verdict.FAIL)
ALLOWED: dict[str, tuple[Verdict, ...]] = {
    "AUTO": (Verdict.PASS, Verdict.FAIL),
    "AUTO-F": (Verdict.FAIL,),
    "AUTO-P": (Verdict.PASS,),
    "HUM": (),
    "INST": (),
    "INFO": (Verdict.PASS,),
}
WITHHELD = {
    "AUTO-F": "本条是否合格须由人员确认",
    "AUTO-P": "本条程序只可判合格，是否不合格须由人员确认",
    "HUM": "本条由人员判断，程序只列出依据",
    "INST": "本条属机构职责，由人员判断",
    "INFO": "本条仅供参考，不作不合格判定",
}


def to_review(outcome: Outcome, why: str) -> Outcome:
    """The same outcome as a review; reasons add up."""
    reasons = [reason for reason in (outcome.why, why) if reason]
    return replace(outcome, verdict=Verdict.REVIEW, why="；".join(dict.fromkeys(reasons)))


def has_evidence(outcome: Outcome) -> Outcome:
    """A pass, or a fail other than for a missing paper, that cites nothing is none."""
    if outcome.verdict in DECIDED and not outcome.evidence and not outcome.missing:
        return to_review(outcome, "没有可引用的原文依据")
    return outcome


def above_floor(outcome: Outcome, floor: float) -> Outcome:
    """Evidence read below the confidence floor carries no verdict, unless every plausible reading gives the same."""
    weakest = min((evidence.confidence for evidence in outcome.evidence), default=1.0)
    if outcome.verdict in DECIDED and not outcome.settled and weakest < floor:
        return to_review(outcome, f"原文识别的可信度较低（{weakest:.2f}，下限 {floor:.2f}），请对照原件")
    return outcome


def nothing_unread(outcome: Outcome, unread: Unread) -> Outcome:
    """What was not read might change the verdict, unless the rule says that nothing could."""
    if outcome.firm:
        return outcome
    if outcome.verdict in DECIDED and unread:
        return to_review(outcome, f"有未能读取的内容（{unread}），可能影响结论")
    if outcome.verdict is Verdict.NOT_APPLICABLE and unread.hiding:
        return to_review(outcome, f"{unread.hiding}，本条要核对的内容可能在其中")
    return outcome


def programme_known(outcome: Outcome, programme: str) -> Outcome:
    if outcome.verdict is not Verdict.REVIEW and not programme:
        return to_review(outcome, "未能判断材料属于哪个项目，不能确定本条是否适用")
    return outcome


def within_stage(outcome: Outcome, stage: str, stages: tuple[str, ...]) -> Outcome:
    """Tasks due at closing show only progress in the middle of the project; which papers are due, the stage tells."""
    if outcome.verdict is Verdict.FAIL and stage == "mid" and "closing" in stages and "mid" not in stages:
        return to_review(outcome, "项目尚在实施中，此处只反映进度")
    if outcome.verdict is Verdict.FAIL and outcome.missing and not stage:
        return to_review(outcome, "材料不足以判断处于哪个阶段，是否须提交该材料由人判断")
    return outcome


def allowed(outcome: Outcome, who: str) -> Outcome:
    """`who` of the row lists what the machine may say; a missing paper stays a fail where a pass is the machine's."""
    may = ALLOWED[who]
    if who == "AUTO-P" and outcome.missing:
        may = DECIDED
    if outcome.verdict in DECIDED and outcome.verdict not in may:
        return to_review(outcome, WITHHELD[who])
    return outcome


def not_read(absent: Absent) -> str:
    """Blank, not found and unreadable are three different things to the person who looks."""
    said = {
        "blank": f"“{absent.label}”一栏为空",
        "not_found": f"材料中未找到“{absent.label}”",
        "unreadable": f"“{absent.label}”处的内容未能识读",
    }
    return said[absent.reason]
