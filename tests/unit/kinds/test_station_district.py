"""The district of a station where no label says it: beside the class, or after the applicant's name."""

from __future__ import annotations

import pytest

from extractor.kinds.application_form import parse
from extractor.recognise import recognise
from tests.builders import Flowing, Paged, part

TITLE = "“千人进千企”科创公共服务工作站点项目申报书"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["站点类别：", "B类（平谷区）"]], "平谷区"),
        ([["站点类型", "区工作站点（A类）（海 淀 区）"]], "海淀区"),
        ([["申报类别", "□A类（昌平区） ☑B类（密云区） □产学研合作站点"]], "密云区"),
        ([["站点类别", "B类"], ["申报单位", "北京某某促进会（怀柔区）"]], "怀柔区"),
        ([["站点类别", "A类（北京经济技术开发区）"]], "北京经济技术开发区"),
        ([["站点类别", "A类（昌平区）"], ["申报单位", "北京某某促进会（朝阳区）"]], "昌平区"),
        ([["站点类别", "□A类（经开区、丰台区） □B类（房山区）"]], ""),
        ([["站点类别", "A类"], ["备注", "A类（昌平区）或A类（顺义区）"]], ""),
    ],
)
def test_beside_the_class_or_the_unit(rows: list[list[str]], wanted: str) -> None:
    (form,) = parse(part(Flowing().text(TITLE).table(*rows)))
    said = form.station.district
    assert (said.value if said.present else "") == wanted


def test_in_an_agreement() -> None:
    page = Paged().title("工作站点项目合作协议").line("甲方：某某市科学技术协会创新服务中心")
    page.line("乙方：北京某某促进会").line("一、乙方承担延庆区B类工作站点建设任务。")
    (record,) = recognise(part(page)).records
    assert record.station.district.value == "延庆区"


@pytest.mark.parametrize(
    ("said", "wanted"), [("C类", "C类"), ("D类工作站点（东城区）", "D类工作站点（东城区）"), ("C类人才", "")]
)
def test_a_class_that_there_is_none_of(said: str, wanted: str) -> None:
    (form,) = parse(part(Flowing().text(TITLE).table(["站点类别", said], ["申报单位", "北京某某促进会"])))
    assert (form.station_class.value if form.station_class.present else "") == wanted
