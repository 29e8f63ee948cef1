"""XML that strangers and careless programs wrote: read as far as it goes, never beyond its limits or outside itself.

No DTD, no entities, no network. A byte-order mark, blanks before the declaration, an empty prefix (`<:a xmlns:="">`),
and undeclared prefixes are forgiven; a missing end is not, for nobody knows what stood there. Elements are known by
their local names.

>>> root = parse(b'\\xef\\xbb\\xbf<?xml version="1.0"?><:eInvoice xmlns:=""><p:No>12</p:No></:eInvoice>', "OFD")
>>> local(root), [(local(child), child.text) for child in root]
('eInvoice', [('No', '12')])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extractor.errors import TooLarge, Unreadable

MAX_BYTES = 24 * 2**20
MAX_ELEMENTS = 400_000
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0D\0O\0C|\0<\0!\0D\0O", re.IGNORECASE)
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)

Element = Any  # lxml's elements carry no types


def parse(data: bytes, label: str) -> Element:
    """The root. Raises Unreadable where there is none or a DTD is declared, TooLarge; `label` is for messages."""
    if len(data) > MAX_BYTES or data.count(b"<") > 2 * MAX_ELEMENTS:
        raise TooLarge(f"{label} 文件的内部组成部分过大，没有读取；请拆分后重新上传。")
    data = data.strip(b"\0 \r\n\t") if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _DOCTYPE.search(_CDATA.sub(b"", data)):
        raise Unreadable(f"{label} 文件含有不允许的实体声明，没有读取。")
    root = _tree(data)
    if root is None or not local(root):
        raise Unreadable(f"{label} 文件的内部结构已损坏，请重新下载或导出后再上传。")
    return root


def _tree(data: bytes) -> Element | None:
    for text, recover in ((data, False), (_mended(data), False), (_mended(data), True)):
        try:
            root = etree.fromstring(text, etree.XMLParser(recover=recover, **_OPTIONS))
            return root if not recover or _whole(root, text) else None
        except (etree.XMLSyntaxError, ValueError, LookupError):
            continue
    return None


def _whole(root: Element | None, data: bytes) -> bool:
    """Whether the text ends with the end of the root: a download that broke off does not."""
    last = re.search(rb"</\s*(?:[^<>\s:]*:)?([^<>\s:]+)\s*>\s*$", data[-1000:])
    return root is not None and last is not None and last[1].decode("utf-8", "replace") == local(root)


def _mended(data: bytes) -> bytes:
    """Without empty prefixes and without characters that XML forbids."""
    data = re.sub(rb"<(/?):(?=[A-Za-z_])", rb"<\1", data)
    data = re.sub(rb"\sxmlns:\s*=\s*(\"[^\"]*\"|'[^']*')", b"", data)
    return re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", data)


def local(element: Element) -> str:
    """The name without namespace or prefix; "" for what is no element."""
    tag = element.tag
    return re.split(r"[}:]", tag)[-1] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these local names, in order."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of local names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_of(element: Element | None) -> str:
    """All text inside, white space at its ends left out."""
    return "".join(element.itertext()).strip() if element is not None else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, in any case."""
    for key, value in element.attrib.items():
        if re.split(r"[}:]", key)[-1].lower() == name.lower():
            return str(value)
    return ""
