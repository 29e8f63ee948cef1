"""Remarks in a ledger: what they deny, and what they only mention, is not said of the row."""

from __future__ import annotations

import pytest

from extractor import ledger_remarks

NOT_REACHED = "未能取得联系 电话打不通 无法联系 没有走访 尚未对接 没有未联系的，但电话打不通"
REACHED = "没有联系人变更 没有联系电话 没有对接需求 没有未联系的企业 并非未走访 联系人未变更"


@pytest.mark.parametrize(("remarks", "said"), [(NOT_REACHED, True), (REACHED, False)])
def test_a_denial_or_a_thing_that_is_lacking_is_no_visit_that_failed(remarks: str, said: bool) -> None:
    assert [one for one in remarks.split() if ledger_remarks.not_reached(one) is not said] == []


SET_ASIDE = (
    "与第3家重复 同第1家相同 与上一行为同一企业 已重复 属重复 重复 重复，不计 重复企业 已注销 "
    "未办公，企业已吊销 取消 取消合作 申请取消 取消登记 不得不取消 已迁出本区 未迁出，已注销 "
    "不予统计 不属于本区 与序号12北京未来科技有限公司重复"
)
KEPT = (
    "未注销 尚未迁出 没有注销 没有被吊销 未取消资格 未申请取消 无迁出计划 取消准入门槛 "
    "取消纸质审批环节 注销分公司 无重复 与第3家不重复 与上年不一致 与第3家不是同一企业 并非同一家 "
    "避免重复统计 不属重复 未发现重复 已重复走访3次 重复定位精度差"
)


@pytest.mark.parametrize(("remarks", "said"), [(SET_ASIDE, True), (KEPT, False)])
def test_a_row_is_set_aside_only_where_the_remark_says_so_itself(remarks: str, said: bool) -> None:
    assert [one for one in remarks.split() if ledger_remarks.set_aside(one) is not said] == []
