"""Where in China an address lies, as far as Beijing and its districts go; a street of that name elsewhere is not it.

>>> in_beijing("北京市昌平区某某路1号"), in_beijing("上海市北京东路2号"), in_beijing("中关村大街3号")
(True, False, None)
>>> district_of("北京市昌平区科学技术协会"), district_of("北京经济技术开发区荣华路"), district_of("亦庄镇某路")
('昌平区', '经开区', '')
"""

from __future__ import annotations

import re

from extractor.text.gazetteer import districts

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|天津|上海|重庆|香港|澳门"
)
_ELSEWHERE = re.compile(rf"(?:{_PROVINCES})(?:省|市|自治区|特别行政区|壮族自治区|回族自治区|维吾尔自治区)?")
_OTHER_CITY = re.compile(r"(?!北京)[\u3400-\u9fff]{2,4}市")
_DEVELOPMENT = re.compile(r"经济技术开发区|(?<!\w)经开区|^经开|北京经开区|^BDA$")
# USCC characters 3–8 (GB/T 2260; the development area registers under codes of its own).
_CODES = {
    "110101": "东城区", "110102": "西城区", "110105": "朝阳区", "110106": "丰台区", "110107": "石景山区",
    "110108": "海淀区", "110109": "门头沟区", "110111": "房山区", "110112": "通州区", "110113": "顺义区",
    "110114": "昌平区", "110115": "大兴区", "110116": "怀柔区", "110117": "平谷区", "110118": "密云区",
    "110119": "延庆区", "110302": "经开区", "110400": "经开区",
}  # fmt: skip


def in_beijing(address: str) -> bool | None:
    """Whether the address begins in Beijing; None where it names no place that tells."""
    plain = re.sub(r"^(?:中国|中华人民共和国)?(?:邮编)?[\d\s,，]*", "", "".join(address.split()))
    if plain.startswith("北京"):
        return True
    if _ELSEWHERE.match(plain) or _OTHER_CITY.match(plain):
        return False
    named = any(plain.startswith(name) for name in districts())
    return True if named else None


def district_of(text: str) -> str:
    """The one district of Beijing named in an address or a name; "" where none or several are."""
    plain = "".join(text.split())
    if in_beijing(plain) is False:
        return ""
    found = {name for name in districts() if name.endswith("区") and "开" not in name and name in plain}
    # 昌平科协 and the like leave 区 out; a name in full outranks them.
    found = found or {name for name in districts() if re.match(rf"(?:北京市?)?{name[:-1]}(?:科|区|$)", plain)}
    if _DEVELOPMENT.search(plain):
        found = {"经开区"}
    return found.pop() if len(found) == 1 else ""


def district_by_code(uscc: str) -> str:
    """
    >>> district_by_code("911101080000000000"), district_by_code("911100000000000000")
    ('海淀区', '')
    """
    return _CODES.get(uscc[2:8], "")


def region_by_code(uscc: str) -> bool | None:
    """Whether the code was first registered in Beijing; None for a national registration, which says nothing."""
    return None if uscc[2:8] == "100000" else uscc[2:4] == "11"
