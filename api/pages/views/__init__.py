"""What the browser opens, one file per page; every module here gives a `router` and is found by itself."""
