"""What routes are given: the settings, the store, and who is asking."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import BackgroundTasks, Depends, Request

from api.auth import Identity, identify
from worker import queue
from worker.settings import Settings
from worker.store import Store


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def store_of(request: Request) -> Store:
    return cast(Store, request.app.state.store)


def broker_of(request: Request) -> queue.Broker:
    return cast(queue.Broker, request.app.state.broker)


def identity_of(request: Request) -> Identity:
    """Raises Problem 401."""
    return identify(request, settings_of(request).api_token)


def sender_of(request: Request, tasks: BackgroundTasks) -> Store:
    """The store, for routes that give the workers something to do: it is sent off right after the answer."""
    store = store_of(request)
    tasks.add_task(queue.enqueue_pending, store, broker_of(request))
    return store


SettingsDep = Annotated[Settings, Depends(settings_of)]
StoreDep = Annotated[Store, Depends(store_of)]
SendingStore = Annotated[Store, Depends(sender_of)]
BrokerDep = Annotated[queue.Broker, Depends(broker_of)]
Who = Annotated[Identity, Depends(identity_of)]
