"""To whom the rows of a list pay consulting fees, where no invoice or payment table says it: QC-07.1.1b, ZD-16.1b.

A list names a payee and no employer: it can show that the host itself, or one of the team, was paid, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.expenses import place
from checks.host import Host
from checks.listed_proofs import ListedRow
from checks.outcome import Outcome, failed, review
from checks.payees import Known
from checks.persons import squeezed
from extractor.records.cited import Cited

_FEE = "咨询费"


def listed_consulting(
    programme: str, host: Host, members: Sequence[Known], rows: Sequence[ListedRow], own_unit: str
) -> Iterator[Outcome]:
    """One finding for each consulting fee that went, or may have gone, to the host or the team.

    `own_unit` says what a payment to the host itself is: fail or refer.
    """
    for one in rows:
        payee = one.row.payee
        if one.proof != "none" or not isinstance(payee, Cited) or not _consulting(programme, one):
            continue
        told = [field for field in (payee, one.row.summary, one.row.category) if isinstance(field, Cited)]
        if squeezed(payee.value) in {member.name for member in members}:
            said = f"支出明细中的咨询费付给“{payee.value}”，与团队成员同名"
            yield review(said, *told, subject=one.key, why="是否团队成员本人由人判断")
            continue
        same = host.compare(payee) if host.names else "other"
        said = f"支出明细中咨询费的收款单位是“{payee.value}”，依托单位是“{host.name}”"
        if same == "same" and own_unit == "fail":
            yield failed(said, *told, *host.cited, subject=one.key, firm=True)
        elif same != "other":
            known = "付给受资助单位本身是否在限制之内，由人判断"
            why = known if same == "same" else "两个名称相近，是否同一单位由人判断"
            yield review(said, *told, *host.cited, subject=one.key, why=why)


def _consulting(programme: str, one: ListedRow) -> bool:
    texts = [field.value for field in (one.row.category, one.row.summary) if isinstance(field, Cited)]
    return any(place(text, programme=programme).category == _FEE for text in texts)
