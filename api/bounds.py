"""Numbers and days from outside, held within what a column of the database can hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

MOST = 2**31 - 1
"""The largest value of PostgreSQL's integer."""
Count: TypeAlias = Annotated[int, Field(ge=0, le=MOST)]
Number: TypeAlias = Annotated[int, Field(ge=1, le=MOST)]
"""Counted from 1, as pages are."""


def _there_in_utc(given: datetime) -> datetime:
    try:
        given.astimezone(UTC)
    except OverflowError:
        raise ValueError("no such day in UTC") from None
    return given


Moment: TypeAlias = Annotated[datetime, AfterValidator(_there_in_utc)]
