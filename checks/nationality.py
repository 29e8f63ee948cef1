"""What papers say of somebody's nationality.

>>> read_nationality("中国籍"), read_nationality("加拿大"), read_nationality("中国香港"), read_nationality("汉族")
('chinese', 'foreign', 'region', 'unclear')
"""

from __future__ import annotations

import re
from typing import Literal

Said = Literal["chinese", "foreign", "region", "unclear"]

_CHINESE = re.compile(r"(?:中国|中华人民共和国|CHN|China|PRC|CHINA)(?:国?籍|公民|大陆|内地)?|[（(]?大陆[）)]?")
_REGION = re.compile(r"(?:中国)?(?:香港|澳门|台湾|港澳台)(?:居民|籍|地区|特别行政区)?")
# ISO 3166-1, the names by which papers call them; what is on no list is for a person.
_FOREIGN = re.compile(
    r"(?:美国|英国|法国|德国|日本|韩国|朝鲜|加拿大|澳大利亚|新西兰|新加坡|马来西亚|泰国|越南|印度尼西亚|印度|巴基斯坦|菲律宾|缅甸"
    r"|俄罗斯|乌克兰|白俄罗斯|哈萨克斯坦|蒙古|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|奥地利|瑞典|挪威|丹麦|芬兰|冰岛|爱尔兰|波兰"
    r"|捷克|匈牙利|罗马尼亚|希腊|土耳其|以色列|伊朗|沙特阿拉伯|阿联酋|埃及|南非|尼日利亚|肯尼亚|巴西|阿根廷|智利|墨西哥|秘鲁"
    r"|外国|非中国|USA|UK|Japan|Canada|Australia|Singapore)(?:国?籍|人|公民|联邦|共和国)?"
)


def read_nationality(text: str) -> Said:
    """Taken whole: 中国 inside a longer phrase says nothing by itself."""
    plain = re.sub(r"[\s。；;，,]", "", text)
    if _REGION.fullmatch(plain):
        return "region"
    if _CHINESE.fullmatch(plain):
        return "chinese"
    return "foreign" if _FOREIGN.fullmatch(plain) else "unclear"
