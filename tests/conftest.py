"""Fixtures for all tests. Samples lie beside the checkout and are used in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# On a busy machine the first example of a test may take seconds: that is no fault of the property.
settings.register_profile("caishen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("caishen")

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real samples; tests that need it skip where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the samples folder ../shared/samples is not here")
    return SAMPLES
