"""The date of payment of an entry whose paper does not state any."""

from __future__ import annotations

from extractor.records.cited import Absent

NOT_STATED = Absent("付款日期", "not_found")
