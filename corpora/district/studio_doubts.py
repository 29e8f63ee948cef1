"""Breaches at closing that the machine may not fail: each must end as a person's, and say what is doubtful.

Rows as in `corpora.district.studio_closing_plan`. What one submission bears together has nothing to do with each other.
"""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from corpora.district.studio_year import CONSULTED, HELPED, OTHER, Ride, Spent

Row = tuple[str, Mapping[str, Any], tuple[str, ...], tuple[str, ...]]
_PRINTED = Spent("*印刷品*资料印刷", "600", "科研业务费")
_BAD_CODE = ("北京云栈会议服务有限公司", "91110108MA0000001P")
_TWICE = (*CONSULTED, replace(CONSULTED[0], serial=11))

DOUBTS: tuple[Row, ...] = (
    ("发放表一", {"consulted": (replace(CONSULTED[0], title=""), *CONSULTED[1:]), "helped": (replace(HELPED[0], tax="0"), *HELPED[1:])},
     ("P.01=review:职称", "P.02=review:按公式应为", "V.17=review:公良"), ()),
    ("发放表二", {"consulted": _TWICE, "helped": (replace(HELPED[0], name="@member", employer="@host"), *HELPED[1:])},
     ("P.04=review:钟离", "QC-07.1.2a=review:团队成员"), ()),
    ("科目不清", {"bills": (
        Spent("*鉴证咨询服务*咨询费", "900", "咨询费"), Spent("*非学历教育服务*培训费", "800", "培训费", "参加人：外聘某某"),
        Spent("*设计服务*宣传展板设计费", "700", "科研业务费"), Spent("*现代服务*技术服务费", "650"), Spent("*文化服务*论文版面费", "550"))},
     ("QC-07.1.1a=review:事由", "QC-07.1.3=review:团队成员名单", "QC-07.1.4=review:宣传展板", "QC-07.1.5a=review:技术服务费", "QC-07.1.5c=review:科研业务费", "V.15=review:应归入科研业务费"), ()),
    ("未设专账", {"papers": {"account": "票据清单", "signed": "", "results": "成果清单", "settled_total": "51000"}},
     ("QC-08.1=review:专账", "QC-08.3=review:签名", "QC-10.2=review:成果汇编", "X.09=review:51000"), ()),
    ("总结缺项", {"papers": {"heads": "一、建设运行情况|二、作用发挥情况|三、成效业绩", "support": "依托单位：见申报书。", "opinion": ""}},
     ("QC-09.1=review:经费", "QC-06.3.5=review:单位盖章：未见", "QC-06.3.6=review:未见"), ()),
    ("总结充数", {"papers": {"more": "|".join(["我们深入现场反复调研，认真听取一线工程师的意见，逐项梳理技术难题并形成清单。"] * 30), "heads": "一、建设运行情况|二、作用发挥情况|三、成效业绩|四、经费使用情况||#空章"}},
     ("W.03=review:充数", "W.04=review:空章"), ()),
    ("报告不明", {"papers": {"title": "工作情况汇报"}}, ("W.02=review:汇报",), ()),
    ("期外支出", {"bills": (replace(_PRINTED, day=date(2024, 5, 8)),)}, ("QC-11.1=review:2024-05-08",), ()),
    ("票面存疑", {"bills": (
        replace(_PRINTED, number="23112000000765432198"), replace(_PRINTED, seller=_BAD_CODE), replace(_PRINTED, net="-500"),
        Spent("（详见销货清单）", "480"), Spent("*建筑服务*隔断安装工程", "520"), replace(_PRINTED, remark="本发票已作废"), replace(_PRINTED, pdf="bare")),
        "receipt": True, "rides": (Ride("贺兰秋", "25119110000012345678"),)},
     ("V.01=review:可信度", "V.13=review:收据", "V.02=review:23112000000765432198", "V.06=review:91110108MA0000001P", "V.08=review:红字", "V.09=review:作废", "V.10=review:销货清单", "V.11=review:建筑", "V.18=review:贺兰秋"), ("V.04",)),
    ("二维码不符", {"bills": (replace(_PRINTED, pdf="qr"), replace(_PRINTED, net="700", pdf="other"))},
     ("V.03=review:二维码", "V.20=review:记载不同"), ("V.04",)),
    ("拨款不足", {"papers": {"granted": "30000"}}, ("QC-08.2=review:分期",), ()),
    ("其他多列", {"other": replace(OTHER, net="9000")}, ("QC-07.1.5b=review:凭证多于决算",), ()),
)  # fmt: skip
