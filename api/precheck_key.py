"""The key in the address of an applicant's own page: it opens one submission and its versions, and nothing else.

It is derived from the access token, so that nothing has to be kept and a new token closes all pages at once. Where no
token is set, whoever reaches the service sees everything anyway.
"""

from __future__ import annotations

import hashlib
import hmac

from api.auth import same

LENGTH = 32


def key_of(token: str, tenant: str, lineage: str) -> str:
    """
    >>> key_of("secret", "default", "a") == key_of("secret", "default", "b")
    False
    """
    told = f"caishen precheck\0{tenant}\0{lineage}"
    return hmac.new(token.encode(), told.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def opens(key: str, token: str, tenant: str, lineage: str) -> bool:
    return same(key, key_of(token, tenant, lineage))
