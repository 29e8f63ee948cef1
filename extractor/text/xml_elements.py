"""What the elements of e-invoice data files are called on a printed invoice (facts.md §4.9, §4.10).

>>> label_of("EInvoice/EInvoiceData/BuyerInformation/BuyerName"), label_of("eInvoice/GoodsInfos/GoodsInfo[2]/Item")
('购买方名称', '项目名称')
>>> in_words("EInvoice/EInvoiceData/IssuItemInformation[2]/ItemName"), in_words("EInvoice/Header/EIid")
('数据文件第2行的项目名称（ItemName）', '数据文件的 EIid')
"""

from __future__ import annotations

import re

LABELS = {
    "InvoiceNumber": "发票号码", "InvoiceNo": "发票号码", "InvoiceCode": "发票代码", "IssueTime": "开票日期",
    "IssueDate": "开票日期", "DateOfIssue": "开票日期", "InvoiceCheckCode": "校验码", "MachineNo": "机器编号",
    "ElectronicInvoiceRailwayETicketNumber": "发票号码", "ElectronicInvoiceAirTransportReceiptNumber": "发票号码",
    "BuyerName": "购买方名称", "BuyerIdNum": "购买方纳税人识别号", "BuyerTaxID": "购买方纳税人识别号",
    "SellerName": "销售方名称", "SellerIdNum": "销售方纳税人识别号", "SellerTaxID": "销售方纳税人识别号",
    "NameOfPurchaser": "购买方名称", "UnifiedSocialCreditCodeOfPurchaser": "购买方统一社会信用代码",
    "NameOfSeller": "销售方名称", "UnifiedSocialCreditCodeOfSeller": "销售方统一社会信用代码",
    "TotalAmWithoutTax": "合计金额", "TotalTaxAm": "合计税额", "TotalTax-includedAmount": "价税合计",
    "TotalTax-includedAmountInChinese": "价税合计（大写）", "TaxExclusiveTotalAmount": "合计金额",
    "TaxTotalAmount": "合计税额", "TaxInclusiveTotalAmount": "价税合计", "ItemName": "项目名称", "Item": "项目名称",
    "SpecMod": "规格型号", "MeaUnits": "单位", "Quantity": "数量", "UnPrice": "单价", "Price": "单价",
    "Amount": "金额", "TaxRate": "税率", "TaxScheme": "税率", "ComTaxAm": "税额", "TaxAmount": "税额",
    "TaxClassificationCode": "税收分类编码", "Remark": "备注", "Note": "备注", "Drawer": "开票人",
    "InvoiceClerk": "开票人", "Payee": "收款人", "Checker": "复核", "PlateNumber": "车牌号", "Fare": "票价",
    "TypeOfVoucher": "票据种类", "DepartureStation": "出发站", "DestinationStation": "到达站",
    "TrainNumber": "车次", "TravelDate": "乘车日期", "DepartureTime": "开车时间", "PassengerName": "旅客姓名",
}  # fmt: skip
_COUNTED = re.compile(r"\[(\d+)\]")


def label_of(path: str) -> str:
    """The printed label of an element; its own name where no invoice prints one."""
    name = _name(path)
    return LABELS.get(name, name)


def in_words(path: str) -> str:
    """Where an element stands, for people; what is no path of elements stays as it is."""
    if "/" not in path:
        return path
    name, counted = _name(path), _COUNTED.findall(path)
    row = f"第{counted[-1]}行" if counted else ""
    return f"数据文件{row}的{LABELS[name]}（{name}）" if name in LABELS else f"数据文件{row}的 {name}"


def _name(path: str) -> str:
    return _COUNTED.sub("", path.rsplit("/", 1)[-1])
