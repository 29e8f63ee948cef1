"""The findings of a submission when nothing goes wrong: the same pipeline in this process, with the same lineage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service import Service

from checks.outputs.json import result_json
from checks.register import Matches
from checks.rule import implemented
from worker import pipeline
from worker.sources import SourceFile
from worker.station import reader_pool


def of_itself(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the submission alone: what the register says of others is only known to the server."""
    asking = {name for name, rule in implemented().items() if any(need.record is Matches for need in rule.needs)}
    return [finding for finding in findings if finding["rule"] not in asking]


def findings_without_faults(service: Service, submission: str) -> list[dict[str, Any]]:
    view = service.view(submission)
    files = [SourceFile(file.name, service.store.blobs.path(file.sha256)) for file in view.files]
    with reader_pool(service.settings) as pool:
        result = pipeline.process(
            files, programme=view.programme, stage=view.stage, on=view.on, lineage=submission, pool=pool
        )
    found = of_itself(result_json(result)["findings"])
    assert found
    return found
