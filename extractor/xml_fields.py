"""The values of an XML document as data fields: every element with text of its own, by its path.

>>> from extractor.lenient_xml import parse
>>> root = parse(b"<a><b>1</b><c><d>2</d></c><c><d>3</d></c></a>", "XML")
>>> for one in xml_fields(root): print(one.name, one.span.text)
a/b 1
a/c[1]/d 2
a/c[2]/d 3
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.document import DataField, DataOrigin, InXml, Span
from extractor.errors import TooLarge
from extractor.lenient_xml import Element, local

MAX_FIELDS = 60_000
MAX_DEPTH = 40
LONGEST = 20_000  # characters: longer values are pictures and signatures


def xml_fields(root: Element, part: str = "", origin: DataOrigin = "xml") -> tuple[DataField, ...]:
    """In the order of the document; empty elements give none. `part` names the file that holds it, if it is a part.

    Raises TooLarge.
    """
    found = []
    for name, element in _leaves(root, local(root), 0):
        text = (element.text or "").strip()
        if text and len(text) <= LONGEST:
            found.append(stated(origin, name, text, part))
        if len(found) > MAX_FIELDS:
            raise TooLarge("数据文件中的项目过多，没有读取；请拆分后重新上传。")
    return tuple(found)


def stated(origin: DataOrigin, name: str, text: str, part: str = "") -> DataField:
    """A value that stands nowhere on a page."""
    return DataField(origin, name, Span(text, InXml(f"{part}#{name}" if part else name), 1.0, "xml", text))


def _leaves(element: Element, path: str, depth: int) -> Iterator[tuple[str, Element]]:
    if depth > MAX_DEPTH:
        return
    yield path, element
    yield from children_by_path(element, path, depth)


def children_by_path(element: Element, path: str, depth: int = 0) -> Iterator[tuple[str, Element]]:
    """The elements below, each with its path."""
    times = Counter(local(child) for child in element)
    seen: Counter[str] = Counter()
    for child in element:
        name = local(child)
        if name:
            seen[name] += 1
            step = f"{name}[{seen[name]}]" if times[name] > 1 else name
            yield from _leaves(child, f"{path}/{step}", depth + 1)
