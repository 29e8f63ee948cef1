"""Invoices: the face of 数电票 and of 税控 电子普票, each at two places and sizes of its boxes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corpora.invoice_faces import Draft, Printed, digital, draft, old
from corpora.labelled.facts import Fact, Facts, said
from corpora.labelled.sheet import Ruling, Sheet, Stamp, Text
from extractor.geometry import BBox
from extractor.text.uppercase_amounts import to_uppercase

NAME = "invoice"
KINDS = frozenset({"invoice"})
_DIGITAL = (595.28, 396.85)
_OLD = (610.0, 394.0)


def known(random: Random) -> dict[str, Fact]:
    return {"seed": said(str(random.randrange(10**9))), "lines": said(str(random.randint(1, 3)))}


def _draft(f: Facts, old_face: bool) -> Draft:
    what = draft(int(f.known["seed"].text), old=old_face, lines=int(f.known["lines"].text))
    return replace(what, words=f.known["words"].text) if "words" in f.known else what


def _say(f: Facts, what: Draft) -> None:
    """The invoice's facts are made from its draft, which stands for a whole sum that fits together."""
    values = {
        "invoice_number": what.number,
        "issue_date": what.issued.isoformat(),
        "buyer.name": what.buyer[0],
        "buyer.tax_id": what.buyer[1],
        "seller.name": what.seller[0],
        "seller.tax_id": what.seller[1],
        "total_amount": str(what.net),
        "total_tax": str(what.tax),
        "total_with_tax": str(what.total),
        "drawer": what.drawer,
    }
    if what.code:
        values |= {"invoice_code": what.code, "check_code": what.check, "kind": "电子普票"}
    else:
        values["kind"] = "数电专票" if what.special else "数电普票"
    for at, item in enumerate(what.items):
        values |= {
            f"lines[{at}].raw_name": item.name,
            f"lines[{at}].amount": str(item.amount),
            f"lines[{at}].tax_rate_text": item.rate,
            f"lines[{at}].tax": str(item.tax),
        }
    values["total_in_words"] = what.words or to_uppercase(what.total)
    f.add({path: said(value) for path, value in values.items()})
    for path in values:
        f(path)


def _sheet(
    printed: list[Printed],
    size: tuple[float, float],
    what: Draft,
    rules: tuple[Ruling, ...],
    seal: BBox | None = None,
) -> Sheet:
    """`seal` is where the seller's oval 发票专用章 lies (40 by 30 mm)."""
    from io import BytesIO

    from corpora.invoice_sheets import code

    stream = BytesIO()
    code(what.qr).save(stream, "PNG")
    texts = tuple(Text(p.x, p.y, p.text, p.size) for p in printed)
    stamps = (Stamp("seal", seal, what.seller[0]),) if seal else ()
    return Sheet(*size, texts, rules, stamps, pictures=((BBox(18, 8, 75, 65), stream.getvalue()),))


def _frame(size: tuple[float, float], tops: tuple[float, ...], columns: tuple[float, ...]) -> tuple[Ruling, ...]:
    """The form's box, its horizontal lines and the columns of its head."""
    x0, x1 = 10.0, size[0] - 12
    across = [Ruling(x0, top, x1, top) for top in tops]
    down = [Ruling(x, tops[0], x, tops[-1]) for x in (x0, x1)]
    return (*across, *down, *(Ruling(x, tops[0], x, tops[1]) for x in columns))


def digital_face(f: Facts) -> Sheet:
    what = _draft(f, False)
    _say(f, what)
    return _sheet(digital(what), _DIGITAL, what, _frame(_DIGITAL, (88, 146, 276, 294, 358), (30, 297, 315)))


def digital_wide(f: Facts) -> Sheet:
    """A special invoice, printed larger on a sheet of A4."""
    what = replace(_draft(f, False), special=True)
    _say(f, what)
    scaled = [Printed(p.x + 8, p.y + 60, p.text, p.label, p.size, p.side) for p in digital(what)]
    rules = tuple(
        Ruling(r.x0 + 8, r.top + 60, r.x1 - 10, r.bottom + 60)
        if r.x0 != r.x1
        else Ruling(r.x0 + 8, r.top + 60, r.x1 + 8, r.bottom + 60)
        for r in _frame(_DIGITAL, (88, 146, 276, 294, 358), (30, 297, 315))
    )
    return _sheet(scaled, (640.0, 841.9), what, rules)


def old_face(f: Facts) -> Sheet:
    what = _draft(f, True)
    _say(f, what)
    rules = _frame(_OLD, (82, 143, 272, 290, 350), (45, 345, 365))
    return _sheet(old(what), _OLD, what, rules, BBox(462, 296, 575, 381))


def old_low(f: Facts) -> Sheet:
    """The same face low on a larger sheet, its lines left out as on a pre-printed form."""
    what = _draft(f, True)
    _say(f, what)
    return _sheet([replace(p, y=p.y + 40) for p in old(what)], (610.0, 460.0), what, ())


LAYOUTS = {"digital": digital_face, "old": old_face, "digital_wide": digital_wide, "old_low": old_low}
