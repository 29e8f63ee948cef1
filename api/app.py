"""The web application: the API under /v1, the page under /. HTTP only; what is slow is a job of the workers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems
from api.guard import Guard
from api.pages.render import STATIC
from extractor.discover import modules_in
from worker import queue
from worker.settings import Settings
from worker.store import open_store

ROUTERS = ("api.routes", "api.pages.views")


def create_app(settings: Settings | None = None) -> FastAPI:
    """`uvicorn --factory api.app:create_app` takes the settings from the environment."""
    settings = settings or Settings()
    app = FastAPI(
        title="材审 caishen",
        version=version("caishen"),
        openapi_url="/v1/openapi.json",
        docs_url=None,  # their pages load scripts from another host
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.store = open_store(settings)
    app.state.broker = queue.connect(settings)
    problems.install(app)
    for package in ROUTERS:
        for module in modules_in(package):
            app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Guard, allowed_hosts=settings.allowed_hosts)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.store.close()
