"""`python -m api`: serve the page and the API with the settings of the environment."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from worker.settings import Settings
from worker.supervise import tied_to_parent

SHUTDOWN_S = 5


def main() -> None:
    tied_to_parent()
    settings = Settings()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )


if __name__ == "__main__":
    main()
