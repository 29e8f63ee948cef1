"""The HTTP API, one file per resource; every module here gives a `router` and is found by itself."""
