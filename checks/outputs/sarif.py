"""The findings as SARIF 2.1.0 (OASIS), for tools that collect results of many checkers.

Our verdicts are SARIF's result kinds. A place in running text of a DOCX is a region whose lines are the document's
body paragraphs; what SARIF cannot say of a page (the box in points) stands in the location's properties. Papers are
named by the applicant's file names, percent-encoded and relative: no path of any machine. ID numbers are masked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from checks.drawing.readable import readable
from checks.drawing.wording import place_words, ranked
from checks.masking import masked
from checks.shown import Shown

FORMAT = "sarif"
MEDIA_TYPE = "application/sarif+json"
SUFFIX = ".sarif"
TITLE = "结果 SARIF"
FILE = "result.sarif"

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KINDS = {"pass": "pass", "fail": "fail", "review": "review", "not_applicable": "notApplicable"}
_BASE = "MATERIALS"


def of_all(shown: Shown) -> bytes:
    """One run with every finding, canonical JSON. Same result and decisions, same bytes."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(shown)]}
    log = _masked(log)
    text = json.dumps(log, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode("utf-8")


def _run(shown: Shown) -> dict[str, Any]:
    result = shown.result
    findings = sorted(result["findings"], key=ranked)
    documents = {document["id"]: document["name"] for document in result["documents"]}
    unread = [file["name"] for file in result["coverage"]["unread_files"]]
    files = list(dict.fromkeys([*documents.values(), *unread]))
    rules = list(dict.fromkeys(finding["rule"] for finding in findings))
    return {
        "tool": {"driver": _driver(rules, findings, shown)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": _said("提交材料所在的文件夹")}},
        "artifacts": [{"location": _artifact(name), "roles": ["analysisTarget"]} for name in files],
        "invocations": [_invocation(result["coverage"], documents, files)],
        "results": [_result(finding, rules, documents, files, shown.decisions) for finding in findings],
        "properties": {
            "programme": result["programme"],
            "edition": result["edition"],
            "versions": result["versions"],
            "referenceDate": shown.on.isoformat(),
            "rulesNotDecided": [
                {"rule": one["rule"], "clause": one["clause"], "reason": one["reason"]}
                for one in result["coverage"]["not_decided"]
            ],
        },
    }


def _driver(rules: Sequence[str], findings: Sequence[Mapping[str, Any]], shown: Shown) -> dict[str, Any]:
    version = str(shown.result["versions"].get("caishen", ""))
    clauses = {finding["rule"]: finding["clause"] for finding in findings}
    described = [_rule(rule, clauses[rule], shown) for rule in rules]
    return {"name": "caishen", "fullName": "材审 caishen", "rules": described, **_some("version", version)}


def _rule(rule: str, clause: str, shown: Shown) -> dict[str, Any]:
    text = shown.texts.get(rule, "")
    return {
        "id": rule,
        **_some("name", shown.names.get(rule, "")),
        "shortDescription": _said(text or shown.names.get(rule, "") or rule),
        "fullDescription": _said(f"{clause}：{text}" if clause and text else clause or text or rule),
        "properties": {"clause": clause},
    }


def _result(
    finding: Mapping[str, Any],
    rules: Sequence[str],
    documents: Mapping[str, str],
    files: Sequence[str],
    decisions: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    kind = _KINDS.get(finding["verdict"], "review")
    why = finding.get("why") or ""
    message = finding["message"] + (f"\n原因：{why}" if why and why != finding["message"] else "")
    decision = decisions.get(finding["id"])
    return {
        "ruleId": finding["rule"],
        "ruleIndex": rules.index(finding["rule"]),
        "kind": kind,
        "level": finding["severity"] if kind == "fail" else "none",  # 3.27.10: only a failure has a level
        "message": _said(message),
        "locations": [_location(item, documents, files) for item in finding["evidence"]],
        "fingerprints": {"caishenFinding/v1": finding["id"]},
        "partialFingerprints": {"caishenValues/v1": finding["fingerprint"]},
        **_suppressed(decision),
        "properties": {
            "clause": finding["clause"],
            "severity": finding["severity"],
            "why": why,
            "parameters": finding["parameters"],
            **({"decision": dict(decision)} if decision else {}),
        },
    }


def _suppressed(decision: Mapping[str, Any] | None) -> dict[str, Any]:
    """A finding that a reviewer has dismissed; one dismissed for values that have changed since is not suppressed."""
    if not decision or decision.get("action") != "dismiss" or decision.get("stale"):
        return {}
    reason = "；".join(str(part) for part in (decision.get("reason"), decision.get("comment")) if part)
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": reason}]}


def _location(item: Mapping[str, Any], documents: Mapping[str, str], files: Sequence[str]) -> dict[str, Any]:
    place = item["place"]
    name = documents.get(item["document"])
    physical: dict[str, Any] = {}
    if name is not None:
        physical["artifactLocation"] = {**_artifact(name), "index": files.index(name)}
        if place["type"] == "in_text":
            physical["region"] = _region(place, item["text"])
    return {
        **({"physicalLocation": physical} if physical else {}),
        "logicalLocations": [{"fullyQualifiedName": place_words(place), "kind": place["type"]}],
        "message": _said(item["text"] or place_words(place)),
        "properties": {
            "document": item["document"],
            "place": place,
            "page": item["page"],
            "bbox": item["bbox"],
            "confidence": item["confidence"],
            "source": item["source"],
        },
    }


def _region(place: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Lines are body paragraphs, from 1; columns are characters, from 1; the end column is behind the last."""
    return {
        "startLine": place["paragraph"] + 1,
        "startColumn": place["start"] + 1,
        "endColumn": max(place["end"], place["start"]) + 1,
        "snippet": {"text": text},
    }


def _invocation(coverage: Mapping[str, Any], documents: Mapping[str, str], files: Sequence[str]) -> dict[str, Any]:
    """What was not read is said here: a run without it would look complete."""
    said = [_notification(file["name"], file["code"], file["message"], files) for file in coverage["unread_files"]]
    for page in coverage["unread_pages"]:
        name = documents.get(page["document"], "")
        said.append(_notification(name, page["code"], f"第{page['number']}页：{page['message']}", files))
    said += [_notification(note["name"], note["code"], note["message"], files) for note in coverage.get("notes", ())]
    for document in coverage["unknown_documents"]:
        said.append(_notification(documents.get(document, ""), "unknown_kind", "未能识别这份材料的种类。", files))
    return {"executionSuccessful": True, "toolExecutionNotifications": said}


def _notification(name: str, code: str, message: str, files: Sequence[str]) -> dict[str, Any]:
    where = {"artifactLocation": {**_artifact(name), "index": files.index(name)}} if name in files else {}
    return {
        "level": "warning",
        "descriptor": {"id": code},
        "message": _said(message),
        **({"locations": [{"physicalLocation": where}]} if where else {}),
    }


def _artifact(name: str) -> dict[str, str]:
    return {"uri": uri(name), "uriBaseId": _BASE}


def uri(name: str) -> str:
    """A relative reference (RFC 3986) of a file name; what would lead out of the folder is dropped.

    >>> uri("材料/../a b.pdf"), uri("C:\\\\x.pdf"), uri("/etc/x")
    ('%E6%9D%90%E6%96%99/a%20b.pdf', 'C%3A/x.pdf', 'etc/x')
    """
    parts = [part for part in masked(name).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return quote("/".join(parts), safe="/", errors="replace") or "%20"


def _said(text: str) -> dict[str, str]:
    return {"text": _text(text) or "—"}


def _text(text: str) -> str:
    return readable(masked(text))


def _some(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}


def _masked(value: Any) -> Any:
    """Every text within plain values, masked."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {str(key): _masked(item) for key, item in value.items()}
    return [_masked(item) for item in value] if isinstance(value, list | tuple) else value
