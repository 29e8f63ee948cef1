"""What an OFD states as data: CustomDatas of its head, tags of the texts of its pages, XML files attached to it.

Tags say which TextObject is which value (GB/T 33190, §16); what they refer to stands on the page, so their fields
have its place. Broken tag files, references to nothing and hidden texts are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.document import DataField, OnPage, Span
from extractor.errors import ReadError
from extractor.lenient_xml import Element, attribute, child, children, local, parse, text_of
from extractor.ofd.book import Body, Leaf
from extractor.ofd.texts import Text
from extractor.xml_fields import MAX_FIELDS, children_by_path, stated, xml_fields

MAX_ATTACHED = 50
MAX_ATTACHED_BYTES = 8 * 2**20
_TAGS = ("ObjectRef", "ObjectData")


def of_head(body: Body) -> Iterator[DataField]:
    """CustomData of OFD.xml by their names."""
    for one in children(child(body.head, "DocInfo", "CustomDatas"), "CustomData"):
        name, text = attribute(one, "Name").strip(), text_of(one)
        if name and text:
            yield stated("info", name, text, "OFD.xml")


def of_attachments(body: Body) -> Iterator[DataField]:
    """The values of attached XML files."""
    for part in list(dict.fromkeys(_attached(body)))[:MAX_ATTACHED]:
        try:
            root = parse(body.package.read(part, MAX_ATTACHED_BYTES), "OFD")
            fields = xml_fields(root, body.package.names[part])
        except ReadError:
            continue
        yield from fields


def _attached(body: Body) -> Iterator[str]:
    """Parts that the list of attachments names, and those that lie in its folder without being listed."""
    for listed in children(body.root, "Attachments"):
        part = body.find(text_of(listed))
        for one in children(body.package.xml_or_none(part), "Attachment"):
            name = body.package.find(text_of(child(one, "FileLoc")), part)
            if name.endswith(".xml"):
                yield name
    home = body.part.rsplit("/", 1)[0]
    for name in sorted(body.package.names):
        if name.startswith(f"{home}/attachs/") and name.endswith(".xml") and not name.endswith("/attachments.xml"):
            yield name


def of_tags(leaf: Leaf, texts: Mapping[str, Text], place: object) -> Iterator[DataField]:
    """The tags that refer to texts of this page; `place` maps a box to a place of the page."""
    body = leaf.body
    for listed in children(body.root, "CustomTags"):
        part = body.find(text_of(listed))
        for one in children(body.package.xml_or_none(part), "CustomTag"):
            own = body.package.find(text_of(child(one, "FileLoc")), part)
            root = body.package.xml_or_none(own)
            if root is not None:
                yield from _tagged(root, own, leaf, texts, place)


def _tagged(root: Element, part: str, leaf: Leaf, texts: Mapping[str, Text], place: object) -> Iterator[DataField]:
    count = 0
    for path, element in [(local(root), root), *children_by_path(root, local(root))]:
        name = local(element)
        if name not in _TAGS:
            continue
        owner = path.rsplit("/", 1)[0]
        if name == "ObjectData":
            if leaf.first and text_of(element):
                yield stated("tags", owner, text_of(element), part)
        elif attribute(element, "PageRef") == leaf.id and (found := texts.get(text_of(element))) is not None:
            yield DataField("tags", owner, _span(found, place))
        count += 1
        if count > MAX_FIELDS:
            return


def _span(text: Text, place: object) -> Span:
    where = place(text.box) if callable(place) else OnPage(1, text.box)
    return Span(text.text.strip(), where, 1.0, "xml", text.text)
