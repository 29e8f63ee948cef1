"""Everything that can be set from outside, by environment variables with the prefix CAISHEN_.

The defaults are one machine, everything in one data folder. CAISHEN_DATABASE_URL moves the truth to PostgreSQL,
CAISHEN_REDIS_URL the transport to a Redis or Valkey of one's own.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024
SOCKET_PATH_LIMIT = 100
"""A Unix socket's path holds 108 bytes on Linux and 104 on macOS, the closing zero included."""


def default_data_dir() -> Path:
    """The user's data folder by the XDG base directory specification."""
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "caishen"


class Settings(BaseSettings):
    """`host` is loopback: whoever opens the service to a network says so, and puts HTTPS in front of it."""

    model_config = SettingsConfigDict(env_prefix="CAISHEN_", frozen=True, extra="ignore")

    data_dir: Path = Field(default_factory=default_data_dir)
    database_url: str = ""
    redis_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8321
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    api_token: str = Field(default="", repr=False)

    engine: str = "auto"
    precision: str = "auto"
    reader: str = "worker.reading"
    readers: int = Field(default_factory=lambda: max(1, min(os.cpu_count() or 1, 8)), ge=1)
    reader_threads: int = Field(default=1, ge=1)
    reader_max_pages: int = Field(default=200, ge=1)
    reader_max_rss: int = Field(default=3000 * MEGABYTE, ge=1)
    page_timeout: float = Field(default=120.0, gt=0)
    workers: int = Field(default=1, ge=1)

    max_file_bytes: int = 200 * MEGABYTE
    max_submission_bytes: int = 1000 * MEGABYTE
    max_files: int = 200
    max_pages: int = 500
    max_batch_bytes: int = 4000 * MEGABYTE
    max_batch_files: int = 5000
    max_batch_submissions: int = 500

    lease_seconds: float = Field(default=60.0, gt=0)
    sweep_seconds: float = Field(default=2.0, gt=0)
    max_attempts: int = Field(default=3, ge=1)
    job_timeout: int = Field(default=6 * 3600, ge=1)

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; `postgresql://` means the driver that is installed here."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'caishen.sqlite3'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def socket(self) -> Path:
        """Where the bundled Valkey listens: in the data folder, or in a short temporary path if that is too long."""
        inside = self.data_dir / "valkey" / "valkey.sock"
        if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT:
            return inside
        import hashlib
        import tempfile

        name = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"caishen-{os.getuid()}-{name}" / "valkey.sock"

    @property
    def redis(self) -> str:
        return self.redis_url or f"unix://{self.socket}"
