"""Activity material (ACT) and result papers: whatever must show the programme's name (QC 第十条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.document import Span
from extractor.records.cited import Absent, Field
from extractor.records.partial_date import PartialDate

NOT_SAID = Absent("发布信息", "not_found")
ActivityKind = Literal["plan", "sign_in", "photo", "minutes", "news", "result", "other"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text of one paragraph, or of one image, with line breaks and spaces as read.

    `spans` are its lines, in order; `text` is their texts joined with newlines, so that an offset in the text
    finds its span. `in_image` says that it was read from a photograph or an embedded picture.
    """

    text: str
    spans: tuple[Span, ...]
    in_image: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a sign-in sheet, or of those that minutes name; `role` where it is said: 专家, 企业代表 …"""

    key: str
    name: Field[str]
    employer: Field[str]
    professional_title: Field[str]
    role: Field[str]


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One paper of an activity, or of a result obtained in the programme. `event` groups the papers of one event.

    `unread_images` counts pictures in which nothing could be read because reading failed, not because they hold
    no text. `occasions` counts the days on which the paper says that something was held: more than one where it
    tells of several activities. Of news, `site` is where it appeared, `url` its address, `publish_date` the day.
    """

    kind: Field[str]
    title: Field[str]
    event: str
    date: Field[PartialDate]
    place: Field[str]
    organiser: Field[str]
    passages: tuple[Passage, ...]
    unread_images: int = 0
    occasions: int = 1
    attendees: tuple[Attendee, ...] = ()
    site: Field[str] = NOT_SAID
    url: Field[str] = NOT_SAID
    publish_date: Field[PartialDate] = NOT_SAID
