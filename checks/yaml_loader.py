"""The YAML loader of packs: libyaml's where PyYAML was built with it, ten times quicker than its own in Python."""

from __future__ import annotations

from typing import Any

import yaml

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe: plain values only."""
