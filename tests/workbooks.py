"""XLSX packages whose SpreadsheetML is given cell by cell: formulas, formats, merged cells, hidden rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Typed:
    """A number under a format code, or a formula with the result that was saved (None: none)."""

    value: str | None
    code: str = "General"
    formula: str = ""


Value = str | int | float | Typed | None


@dataclass(frozen=True, slots=True)
class SheetXml:
    rows: Sequence[Sequence[Value]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    state: str = "visible"


def sheet(rows: Sequence[Sequence[Value]], *merged: str, hidden_rows: Sequence[int] = (), state: str = "visible"):
    """`rows` from row 1; `merged` as A1:C1; `hidden_rows` counted from 1."""
    return SheetXml(rows, merged, hidden_rows, state)


def workbook(sheets: Mapping[str, SheetXml], *, extra: Mapping[str, bytes] | None = None, calculated: bool = True):
    """The package's bytes; `extra` parts replace those of the same name."""
    codes = ["General"]
    for one in sheets.values():
        codes += [v.code for row in one.rows for v in row if isinstance(v, Typed) and v.code not in codes]
    codes = list(dict.fromkeys(codes))
    parts: dict[str, bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>'.encode(),
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets, calculated),
        "xl/_rels/workbook.xml.rels": _rels(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _styles(codes),
    }
    for number, one in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(one, codes)
    parts |= extra or {}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _rels(targets: Sequence[tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'.encode()


def _workbook(sheets: Mapping[str, SheetXml], calculated: bool) -> bytes:
    items = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" state="{one.state}" r:id="rId{n}"/>'
        for n, (name, one) in enumerate(sheets.items(), 1)
    )
    calc = "" if calculated else '<calcPr fullCalcOnLoad="1"/>'
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{items}</sheets>{calc}</workbook>'.encode()


def _styles(codes: Sequence[str]) -> bytes:
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{164 + n}" fontId="0"/>' for n in range(len(codes)))
    fonts = '<fonts><font><sz val="11"/></font></fonts>'
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>{fonts}<cellXfs>{styles}</cellXfs></styleSheet>'
    ).encode()


def _sheet(one: SheetXml, codes: Sequence[str]) -> bytes:
    rows = []
    for r, values in enumerate(one.rows, 1):
        hidden = ' hidden="1"' if r in one.hidden_rows else ""
        cells = "".join(_cell(f"{_column(c)}{r}", value, codes) for c, value in enumerate(values))
        rows.append(f'<row r="{r}"{hidden}>{cells}</row>')
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in one.merged)
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{merged}</worksheet>'.encode()


def _cell(reference: str, value: Value, codes: Sequence[str]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    typed = value if isinstance(value, Typed) else Typed(str(value))
    formula = f"<f>{escape(typed.formula)}</f>" if typed.formula else ""
    result = "" if typed.value is None else f"<v>{typed.value}</v>"
    return f'<c r="{reference}" s="{codes.index(typed.code)}">{formula}{result}</c>'


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)
