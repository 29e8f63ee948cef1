"""The expense map is whole: every row of the domain's table stands in it, with the same verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks import expense_map, tax_names
from checks.pack import load as load_pack
from checks.pack_file import PackError
from checks.strict_yaml import load as load_yaml

DOMAIN = Path(__file__).resolve().parents[4] / "shared" / "domain"
SAYS = {
    "OK": "placed",
    "OK?": "likely",
    "REVIEW": "ask",
    "PROHIBITED": "prohibited",
    "PROHIBITED?": "likely_prohibited",
    "NEUTRAL(看后缀/编码)": "neutral",
}
# Words that the table itself sets apart from the row they stand in: 写明来宾、接待、宴请的属外部人员接待.
APART = {("宴请", "studio"): "prohibited"}


def rows() -> list[list[str]]:
    path = DOMAIN / "expense_mapping.tsv"
    if not path.is_file():
        pytest.skip("the table ../shared/domain/expense_mapping.tsv is not here")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def words(names: str, kind: str) -> Iterator[tuple[str, str]]:
    """Each word of a row with the field of a good that must hold it."""
    for short_name in re.findall(r"\*([^*]+)\*", names):
        yield "short_names", short_name
    rest = re.sub(r"\*[^*]+\*", "", names)
    rental = rest.endswith(" 租赁")
    for word in re.sub(r"[(（][^)）]*[)）]", "", rest.removesuffix(" 租赁")).split("/"):
        if word.strip():
            yield ("documents" if kind == "doc_type" else "names"), word.strip() + ("租赁" if rental else "")


@pytest.mark.parametrize(("programme", "column"), [("studio", 2), ("station", 3)])
def test_every_row_of_the_table_is_represented(programme: str, column: int) -> None:
    map = expense_map.load(programme)
    wrong = []
    for row in rows():
        for field, word in words(row[0], row[1]):
            goods = [good for good in map.goods.values() if word in getattr(good, field)]
            said = APART.get((word, programme), SAYS[row[column].split(":")[0]])
            if [map.placings[good.id].verdict for good in goods] != [said]:
                wrong.append((word, said, [(good.id, map.placings[good.id].verdict) for good in goods]))
    assert not wrong


def test_every_tax_name_of_the_table_is_represented() -> None:
    path = DOMAIN / "tax_category_shortnames.tsv"
    if not path.is_file():
        pytest.skip("the table ../shared/domain/tax_category_shortnames.tsv is not here")
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, short = [*line.split("\t"), "", ""][:3]
        if re.fullmatch(r"\d{19}", code):
            found = tax_names.lookup(code)
            assert found is not None, code
            assert found.code == code
            assert found.short == ("" if short.startswith("(") else short)


@pytest.mark.parametrize("programme", ["studio", "station"])
def test_categories_and_articles_are_rows_of_the_pack(programme: str) -> None:
    map, pack = expense_map.load(programme), load_pack(programme)
    for id in [*map.articles, *(category.rule for category in map.categories.values())]:
        entry = pack.entry(id)
        assert entry is not None, id
        assert entry.implemented, f"{id}: a line placed there would be told by no rule"


def test_a_good_without_a_place_is_refused(tmp_path: Path) -> None:
    goods = "goods:\n  a: {names: [甲]}\nendings: []\nnegations: []\nlonger_names: []\n"
    programme = (
        "programme: trial\ncategories: {}\nparts: {}\narticles: {}\nunrelated: X\nsettles: []\ndoubts: []\n"
        "placements:\n  b: {verdict: neutral}\n"
    )
    (tmp_path / "goods.yaml").write_text(goods, encoding="utf-8")
    (tmp_path / "trial.yaml").write_text(programme, encoding="utf-8")
    with pytest.raises(PackError, match=r"trial\.yaml:\d+: .* stands in one of the two files only"):
        expense_map.load_files(tmp_path / "goods.yaml", tmp_path / "trial.yaml")


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    goods = "goods:\n  a: {names: [甲]}\nendings: []\nnegations: []\nlonger_names: []\n"
    programme = (
        "programme: trial\ncategories: {}\nparts: {}\narticles: {}\nunrelated: X\nsettles: []\ndoubts: []\n"
        "placements:\n  a: {verdict: ask, to: [不存在]}\n"
    )
    (tmp_path / "goods.yaml").write_text(goods, encoding="utf-8")
    (tmp_path / "trial.yaml").write_text(programme, encoding="utf-8")
    with pytest.raises(PackError, match=r"trial\.yaml:9: a: there is no category or article 不存在"):
        expense_map.load_files(tmp_path / "goods.yaml", tmp_path / "trial.yaml")


def test_a_wrong_field_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("names:\n  - short: 酒\n    colour: red\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"names\.yaml:\d+: .*colour"):
        load_yaml(path, tax_names.TaxNamesFile)
