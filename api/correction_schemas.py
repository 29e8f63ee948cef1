"""What a person puts right, as the API says it: values, kinds of papers, boxes on pages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from api.bounds import Count, Number
from api.schemas import CorrectionOut, Shown


class CorrectionIn(BaseModel):
    """`path` names the field step by step, a row by its `key` or `#` and its position; `value` has the JSON form of
    the record, null where there is nothing on the paper. `undo` takes back what was said of this field before.
    `box` is the id of a box that was read (POST /v1/documents/{id}/boxes): the value is then cited there.
    """

    model_config = ConfigDict(extra="forbid")

    path: list[str] = Field(min_length=1, max_length=12)
    value: str | bool | None = None
    undo: bool = False
    version: Count | None = None
    box: str = Field("", max_length=64)


class KindIn(BaseModel):
    """What a paper is: one of GET /v1/kinds. `undo` takes back what was said of it before."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field("", max_length=64)
    undo: bool = False
    version: Count | None = None


class KindOut(BaseModel):
    """A kind of paper and what people call it."""

    kind: str
    name: str


class KindList(BaseModel):
    kinds: list[KindOut]


class BoxIn(BaseModel):
    """A box on page `page` of the file: x0, top, x1, bottom in points of the upright page, origin at the top left."""

    model_config = ConfigDict(extra="forbid")

    page: Number
    bbox: tuple[float, float, float, float]


class BoxOut(Shown):
    """`done`: it was read, `text` is what stands there ("" where nothing does) with its confidence (0 to 1) and
    source; or `error_code` and a Chinese `error_message` say why not."""

    id: str
    document_id: str
    page: int
    bbox: tuple[float, float, float, float] = Field(validation_alias="box")
    done: bool
    text: str
    confidence: float
    source: str
    error_code: str
    error_message: str


class CorrectedOut(BaseModel):
    """The submission is checked again; its `version` grows when that is done."""

    correction: CorrectionOut
    version: int
    submission_id: str
    rechecking: bool = True
