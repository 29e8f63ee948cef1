#!/bin/sh
# The browser tests drive Debian's chromium. Install it where we may; otherwise those tests say why they skip.
command -v chromium >/dev/null 2>&1 && exit 0
command -v google-chrome >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium) >/dev/null 2>&1 \
        || echo "chromium could not be installed: the browser tests will skip" >&2
else
    echo "no chromium here (apt-get install chromium): the browser tests will skip" >&2
fi
exit 0
