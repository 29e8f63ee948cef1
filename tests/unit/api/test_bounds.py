"""No number or day from outside is larger than the database holds: it is refused, and nothing fails inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from api.app import ROUTERS
from api.bounds import MOST
from extractor.discover import modules_in
from tests.seeding.findings import FORM
from tests.seeding.submission import named
from worker import store as stored
from worker.store import NotFound, Store

HUGE = 10**30


def taken(dependant: Dependant) -> Iterator[Any]:
    """The JSON schema of everything that a route takes."""
    for field in (*dependant.path_params, *dependant.query_params, *dependant.header_params, *dependant.body_params):
        what = field.field_info
        yield TypeAdapter(Annotated[what.annotation, what]).json_schema()
    for inner in dependant.dependencies:
        yield from taken(inner)


def integers(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for one in schema:
            yield from integers(one)
    if isinstance(schema, dict):
        if schema.get("type") == "integer":
            yield schema
        for one in schema.values():
            yield from integers(one)


def test_every_number_that_a_route_takes_has_an_end() -> None:
    found, endless = 0, []
    for package in ROUTERS:
        for module in modules_in(package):
            for route in module.router.routes:
                for number in integers(list(taken(route.dependant))):
                    found += 1
                    if number.get("maximum", HUGE) > MOST:
                        endless.append((route.path, number.get("title")))
    assert found > 8
    assert endless == []


@pytest.mark.parametrize(
    "address",
    [
        f"/submissions?start={HUGE}",
        f"/?start={2**63}",
        "/v1/submissions?before=0001-01-01T00:00:00%2B14:00",
        "/v1/batches?before=9999-12-31T23:59:59-14:00",
    ],
)
def test_what_no_database_holds_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


def test_a_page_that_no_paper_has_is_not_looked_for(client: TestClient, store: Store, seeded: str) -> None:
    paper = named(seeded, FORM)
    assert client.get(f"/v1/documents/{paper}/pages/{HUGE}.webp").status_code == 422
    box = {"page": HUGE, "bbox": [10, 10, 90, 30]}
    assert client.post(f"/v1/documents/{paper}/boxes", json=box).status_code == 422
    with pytest.raises(NotFound):
        stored.ask(store, "default", "local", paper, HUGE, [10, 10, 90, 30])
