"""What a remark says of its row: that the firm was not reached, or that the row counts for nothing.

>>> not_reached("多次致电，无人接听"), not_reached("没有联系人变更"), not_reached("没有未走访的")
(True, False, False)
>>> set_aside("与上一家相同"), set_aside("未计入统计"), set_aside("地址与上年一致")
(True, True, False)
>>> set_aside("与第3家重复"), set_aside("已注销"), set_aside("未注销"), set_aside("取消门槛")
(True, True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOT_REACHED = (
    re.compile(
        r"(?:未|没有?)(?:能|再|及时)?(?:取得)?"
        # What is lacking may be a thing and no visit: a contact's change, a telephone number, a wish to be matched.
        r"(?:联系(?!人|方式|电话|地址|函|单|信息|事项)|对接(?!人|需求|意向|意愿|事项|问题|成果|条件)|走访|接通|回复)"
    ),
    re.compile(r"(?:联系|打)不[上通]|无法联系|无人接(?:听|电话)"),
)
_SET_ASIDE = (
    re.compile(r"(?:与|同)(?:上|第|序号).{0,14}?(?P<word>重复|同一)"),
    # What is as it was last year, or with those up the stream, is another row's matter.
    re.compile(r"(?:与|同)(?:上(?!一?[年次期季回]|游)|第|序号).{0,14}?(?P<word>相同|一致)"),
    re.compile(r"同一(?:家|企业|单位|公司)(?!集团)"),
    re.compile(r"未(?:予)?计入|未纳入(?:统计|计数|计算)"),
    re.compile(r"(?:已|属于?|系)?重复(?:计|登|统|录|列|填|上?报|申报)"),
    re.compile(r"(?:已|属于?|系)重复(?!走访|联系|对接|服务|使用|确认|核|试|验|检)"),
    re.compile(r"(?<![^，,。；;、（(])重复(?:企业|单位|公司|数据|记录|项|行|条|户)?(?=$|[，,。；;、）)])"),
    re.compile(r"(?:已|申请)?(?:注销|吊销)了?(?!商标|专利|证书|分公司|分支|分部|子公司)"),
    # What is called off is the row or its service; a threshold or a step that is abolished is none of it.
    re.compile(
        r"(?:已|申请)?取消了?(?=$|[，,。；;、（()）]|.{0,8}(?:登记|服务|合作|联系|走访|对接|备案|资格|报名|参加|参与"
        r"|签约|申报|统计|计入|计数|纳入|执照))"
    ),
    re.compile(r"(?:已|申请)?(?:作废|迁出)"),
    re.compile(r"不(?:予|纳入|列入)?(?:统计|计入|计数|计算)|剔除|不属于?本区"),
)
_DENIED = re.compile(
    r"(?:(?<!不得)(?<!不能)不|未|没有?|无|非|避免|防止|以免|免于|勿)"
    r"(?:曾|有|被|是|见|会|能|再|需|须|必|予以?|存在|发生|出现|发现|办理|完全|打算|准备|考虑|计划|要求?|任何|属于?)*$"
)


def not_reached(text: str) -> bool:
    return _says(_NOT_REACHED, text)


def set_aside(text: str) -> bool:
    """The row repeats another or was taken back: it stands in the list and counts for nothing."""
    return _says(_SET_ASIDE, text)


def _says(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    plain = "".join(text.split())
    return any(not _denied(plain, match) for pattern in patterns for match in pattern.finditer(plain))


def _denied(text: str, match: re.Match[str]) -> bool:
    """Whether a 未, 没有, 无 … stands before the match, or before the word in it that decides."""
    starts = {match.start(), match.start("word") if "word" in match.re.groupindex else match.start()}
    return any(_DENIED.search(text, 0, start) for start in starts)
