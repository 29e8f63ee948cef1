"""What routes are given: the settings, the store, and who is asking."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from api.auth import Identity, identify
from worker.settings import Settings
from worker.store import Store


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def store_of(request: Request) -> Store:
    return cast(Store, request.app.state.store)


def identity_of(request: Request) -> Identity:
    """Raises Problem 401."""
    return identify(request, settings_of(request).api_token)


SettingsDep = Annotated[Settings, Depends(settings_of)]
StoreDep = Annotated[Store, Depends(store_of)]
Who = Annotated[Identity, Depends(identity_of)]
