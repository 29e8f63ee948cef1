"""What an agreement promises in sentences, where no table lists it: 联系企业不少于50家；举办对接会4场.

>>> said = "乙方应联系本区企业不少于50家（有企业科协的不少于40%），举办对接会4场。"
>>> [(name, str(value)) for name, value, *_ in promised(said)]
[('enterprises_contacted', '50'), ('events', '4')]
>>> list(promised("已联系企业60家。")), list(promised("提交2份不少于2000字的报告，每季度举办活动不少于1场。"))
([], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.citing import tight
from extractor.figures import named
from extractor.flow import Flow
from extractor.records.cited import Absent, cite
from extractor.records.figures import Target

_LEAST = r"(?:应|须|需)?(?:不少于|不低于|不得少于|至少(?:为|达到?)?|达到?|≥|>=)"
_UNITS = {
    "news_on_association_site": "篇", "news_total": "篇", "expert_person_times": "人次",
    "association_enterprises": "家", "specialised_new_enterprises": "家", "key_enterprises": "家",
    "enterprises_contacted": "家", "university_results_promoted": "项", "landed_results": "项",
    "needs_collected": "项条个", "concrete_cooperations": "项个", "events": "场次",
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<label>[^，,；;。：:\n（()）]{{2,40}}?)(?P<least>{_LEAST})?(?P<number>\d{{1,5}})(?P<unit>人次|[家项场篇个条次])"
)
_DUTY = re.compile("应|须|需|不少于|不低于|至少|目标|任务|指标|完成以下|以上")
_PARTLY = re.compile(r"每|单(?:场|次|个)|(?:上|下)半年|第?[一二三四]季度|\d{1,2}月")
_SENTENCE = re.compile(r"[^。！\n]+")


def promises(flow: Flow) -> tuple[Target, ...]:
    """The targets of the sentences outside tables; of two numbers for one thing neither is believed."""
    source = tight(Flow(tuple(row for row in flow.rows if row.table < 0)).prose)
    found = list(promised(source.text))
    numbers = {name: {value for other, value, *_ in found if other == name} for name, *_ in found}
    targets: dict[str, Target] = {}
    for name, value, start, end in found:
        spans = source.cite(start, end)
        if spans and len(numbers[name]) == 1:
            number = cite(value, *spans)
            targets.setdefault(
                name, Target(name, cite(source.text[start:end], *spans), number, Absent("完成值", "not_found"))
            )
    return tuple(targets.values())


def promised(text: str) -> Iterator[tuple[str, Decimal, int, int]]:
    """What is promised, how many, and where; a number without 不少于 only in a sentence of duties."""
    for sentence in _SENTENCE.finditer(text):
        duty = _DUTY.search(sentence[0])
        for match in _NUMBER.finditer(sentence[0]) if duty else ():
            name = named(match["label"] + match["unit"])
            if not name or match["unit"] not in _UNITS.get(name, "") or _PARTLY.search(match["label"]):
                continue
            begin = sentence.start()
            yield name, Decimal(match["number"]), begin + match.start(), begin + match.end()
