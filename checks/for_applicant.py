"""A result as its applicant may see it: of other submissions only that there is something in common.

Numbers, shares and counts of others are taken out of sentences by putting another sentence in their place; the
applicant's own places stay quoted.

>>> finding = {"id": "1", "clause": "第六条", "verdict": "fail", "message": "与另一份申报（编号 12ab）有 3 人相同。",
...     "why": "占 60%", "parameters": {"overlap": 0.5}, "evidence": [], "compared": True, "shared": [{"id": "x"}]}
>>> told = without_others({"findings": [finding], "versions": {"register": "9", "pack": "1"}})
>>> told["findings"][0]["message"], told["findings"][0]["parameters"], "shared" in told["findings"][0]
('与登记的另一份提交有相同或相近的内容（第六条）。', {}, False)
>>> told["versions"]
{'pack': '1'}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHARED = "与登记的另一份提交有相同或相近的内容"
SHARED_WHY = "涉及其他提交，这里只说明有重合，不显示对方的内容；请先核对自己的材料，最后由审查人员判断。"
COMPARED = "与登记的其他提交比对过"
_TELLING = ("shared", "compared", "measured")


def without_others(result: Mapping[str, Any]) -> dict[str, Any]:
    """caishen/result/1 without what it says of others."""
    versions = {name: value for name, value in result.get("versions", {}).items() if name != "register"}
    findings = [own(finding) for finding in result["findings"]]
    reasons = {one["rule"]: one["why"] for one in findings if one["verdict"] == "review" and one["why"] == SHARED_WHY}
    told = {**result, "findings": findings, "versions": versions}
    if "coverage" in result:
        told["coverage"] = {**result["coverage"], "not_decided": [
            {**row, "reason": f"需人工判断：{reasons[row['rule']]}"} if row["rule"] in reasons else row
            for row in result["coverage"]["not_decided"]
        ]}  # fmt: skip
    return told


def own(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The finding; where it rests on others, in a sentence that says nothing of them."""
    if not finding.get("shared") and not finding.get("compared"):
        return dict(finding)
    kept = {name: value for name, value in finding.items() if name not in _TELLING}
    if finding.get("shared"):
        return {**kept, "message": _closed(SHARED, finding), "why": SHARED_WHY, "parameters": {}}
    if finding["verdict"] in ("pass", "not_applicable"):
        return {**kept, "message": _closed(COMPARED, finding), "why": "", "parameters": {}}
    return kept


def _closed(said: str, finding: Mapping[str, Any]) -> str:
    """With the article at its end, as all messages have it."""
    return f"{said}（{finding['clause']}）。" if finding["clause"] else f"{said}。"
