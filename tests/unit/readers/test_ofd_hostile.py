"""OFD and XML that want to harm, or that were damaged on their way: a sentence for people, never a crash."""

from __future__ import annotations

import random
import time

import pytest

from extractor import read
from extractor.errors import ReadError, TooLarge, UnknownFormat, Unreadable
from tests.unit.readers.ofd_files import NS, Ofd, invoice, layer, packed, text

NULL = read.ReadSettings(engine="replay")
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<EInvoice><InvoiceNumber>&c;</InvoiceNumber></EInvoice>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>
<EInvoice><InvoiceNumber>&b;</InvoiceNumber></EInvoice>"""


def read_all(path):
    outline = read.outline(path, "x", NULL)
    return [read.read_page(path, "x", number, NULL) for number in range(1, outline.pages + 1)]


@pytest.fixture
def blob(tmp_path):
    def write(data: bytes):
        path = tmp_path / "blob"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")], ids=["bomb", "outside", "utf-16"])
def test_entities_are_refused(blob, data):
    with pytest.raises(Unreadable):
        read_all(blob(data))
    package = invoice(changes={"Doc_0/Pages/Page_0/Content.xml": data})
    with pytest.raises(Unreadable):
        read_all(blob(package.bytes()))


@pytest.mark.parametrize(
    "part", ["Tags/CustomTag.xml", "Tags/CustomTags.xml", "Tpls/Tpl_0/Content.xml", "PublicRes.xml"]
)
def test_entities_beside_the_page_are_left_unread(blob, part):
    package = invoice(changes={f"Doc_0/{part}": BOMB})
    assert read_all(blob(package.bytes()))[0].lines


def test_a_page_of_too_many_objects(blob):
    many = "<ofd:PathObject Boundary='0 0 1 1'/>" * 60_000
    with pytest.raises(TooLarge):
        read_all(blob(Ofd(pages=[layer(many)]).bytes()))


def test_too_many_elements(blob):
    with pytest.raises(TooLarge):
        read_all(blob(b"<?xml version='1.0'?><EInvoice>" + b"<a/>" * 900_000 + b"</EInvoice>"))


def test_too_many_pages(tmp_path):
    path = tmp_path / "blob"
    path.write_bytes(Ofd(pages=[layer(text(1, "甲", 1, 1))] * 6).bytes())
    with pytest.raises(TooLarge):
        read.outline(path, "x", read.ReadSettings(engine="replay", max_pages=5))


def test_a_part_that_unpacks_beyond_measure(blob):
    with pytest.raises(TooLarge):
        read_all(blob(invoice(changes={"Doc_0/Res/x.png": b"\0" * (40 * 2**20)}).bytes()))


def test_groups_that_hold_themselves(blob):
    again = '<ofd:CompositeObject ID="7" ResourceID="9" Boundary="0 0 1 1"/>' * 9
    group = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{again}</ofd:Content></ofd:CompositeGraphicUnit>'
    res = f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{group}</ofd:CompositeGraphicUnits></ofd:Res>".encode()
    package = Ofd(pages=[layer(again)], changes={"Doc_0/PublicRes.xml": res})
    started = time.monotonic()
    with pytest.raises(TooLarge):
        read_all(blob(package.bytes()))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("area", ["0 0 1e9 1e9", "0 0 -5 10", "a b c d", "0 0 nan inf", ""])
def test_absurd_pages_have_a_size(blob, area):
    (page,) = read_all(blob(Ofd(pages=[layer(text(1, "甲", 1, 1), area=area)]).bytes()))
    assert 0 < page.width < 20_000


@pytest.mark.parametrize(
    "more", ['CTM="nan 0 0 1 0 0"', 'CTM="0 0 0 0 0 0"', 'CTM="1e5 0 0 1e5 0 0"', 'HScale="1e5"', 'CharDirection="x"']
)
def test_absurd_texts_do_no_harm(blob, more):
    path = blob(Ofd(pages=[layer(text(1, "甲乙", 20, 30, 3, more))]).bytes())
    read_all(path)
    read.render_page(path, "x", 1, 300)


def test_a_picture_that_is_none(blob):
    picture = '<ofd:ImageObject ID="5" CTM="200 0 0 130 0 0" Boundary="0 0 200 130" ResourceID="100"/>'
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"\x97JB2\r\n\x1a\n\x01\0\0\0\x01" + b"\0" * 30):
        path = blob(Ofd(pages=[layer(picture)], media={"a.png": data}).bytes())
        (page,) = read_all(path)
        assert page.problem is not None
        read.render_page(path, "x", 1, 300)


def test_mutations_give_only_read_errors(blob):
    """Bytes of the archive, and of its parts, changed at random: seconds, no other exception."""
    random_of = random.Random(20240528)
    sound = invoice(
        head={"发票号码": "24112000000012345678"}, attached={"a.xml": "<eInvoice><InvoiceNo>1</InvoiceNo></eInvoice>"}
    )
    parts, whole = sound.parts(), sound.bytes()
    kinds: set[str] = set()
    for turn in range(160):
        if turn % 2:
            data = bytearray(whole)
            for _ in range(random_of.randint(1, 12)):
                data[random_of.randrange(len(data))] = random_of.randrange(256)
        else:
            changed = dict(parts)
            name = random_of.choice(sorted(changed))
            own = bytearray(changed[name])
            for _ in range(random_of.randint(1, 30)):
                at = random_of.randrange(max(1, len(own)))
                own[at : at + random_of.randint(0, 5)] = random_of.choice(
                    [b"<", b">", b'"', b"g 9 9", b"\0", b"-1e30", b""]
                )
            changed[name] = bytes(own)
            data = bytearray(packed(changed))
        try:
            path = blob(bytes(data))
            read_all(path)
            read.render_page(path, "x", 1, 120)
            kinds.add("read")
        except ReadError as error:
            kinds.add(type(error).__name__)
    assert {"read", "Unreadable"} <= kinds


def test_cut_files_are_refused(blob):
    data = b"<?xml version='1.0'?><EInvoice><A><InvoiceNumber>24112000000012345678</InvoiceNumber></A></EInvoice>"
    assert read_all(blob(data))[0].data
    with pytest.raises(ReadError):
        read_all(blob(data[:-12]))
    with pytest.raises(ReadError):
        read_all(blob(invoice().bytes()[:900]))


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><note>24112000000012345678</note>",
        b"<?xml version='1.0'?><EInvoice><Header/></EInvoice>",
        b"<?xml version='1.0'?><xbrl><Revenue>1</Revenue></xbrl>",
        b"<?xml version='1.0'?><w:document xmlns:w='x'><w:p/></w:document>",
    ],
)
def test_other_xml_is_said_to_be_other(blob, data):
    with pytest.raises(UnknownFormat, match="XML"):
        read_all(blob(data))
