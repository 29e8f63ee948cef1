"""数电 invoices as their XML data file (facts §4.10): arithmetic right unless it is told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.text.uppercase_amounts import to_uppercase

SELLER = ("北京云栈会议服务有限公司", "91110108MA0000001D")


@dataclass(frozen=True, slots=True)
class Bill:
    """`net` without tax at 6 per cent; `off` is added to the printed total; `buyer` and `seller` name and code."""

    number: str
    day: date
    item: str
    net: Decimal
    buyer: tuple[str, str]
    off: Decimal = Decimal(0)
    remark: str = ""
    seller: tuple[str, str] = SELLER

    @property
    def total(self) -> Decimal:
        """The tax is a whole cent."""
        return self.net + (self.net * Decimal("0.06")).quantize(Decimal("0.01")) + self.off


def bill_xml(bill: Bill) -> bytes:
    tax = (bill.net * Decimal("0.06")).quantize(Decimal("0.01"))
    total, red = bill.total, bill.net < 0
    remark = f"<AdditionalInformation><Remark>{bill.remark}</Remark></AdditionalInformation>" if bill.remark else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{bill.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.33</Version>
<InherentLabel><InIssuType><LabelCode>{"N" if red else "Y"}</LabelCode><LabelName>蓝字发票</LabelName></InIssuType>
<EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>
<GeneralOrSpecialVAT><LabelCode>02</LabelCode><LabelName>普通发票</LabelName></GeneralOrSpecialVAT></InherentLabel>
</Header><EInvoiceData>
<SellerInformation><SellerIdNum>{bill.seller[1]}</SellerIdNum><SellerName>{bill.seller[0]}</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>{bill.buyer[1]}</BuyerIdNum><BuyerName>{bill.buyer[0]}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{bill.net}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>
<TotalTax-includedAmount>{total}</TotalTax-includedAmount>
<TotalTax-includedAmountInChinese>{to_uppercase(total)}</TotalTax-includedAmountInChinese>
<Drawer>映湖</Drawer><RequestTime>{bill.day} 10:00:00</RequestTime></BasicInformation>
<IssuItemInformation><ItemName>{bill.item}</ItemName><Quantity>1</Quantity><UnPrice>{bill.net}</UnPrice>
<Amount>{bill.net}</Amount><TaxRate>0.06</TaxRate><ComTaxAm>{tax}</ComTaxAm>
<TotaltaxIncludedAmount>{bill.net + tax}</TotaltaxIncludedAmount></IssuItemInformation>
{remark}</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>{bill.number}</InvoiceNumber>
<IssueTime>{bill.day}</IssueTime><TaxBureauName>国家税务总局北京市税务局</TaxBureauName></TaxSupervisionInfo>
</EInvoice>""".encode()
