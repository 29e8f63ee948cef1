"""One file per format: `suffixes`, `accepts(head)`, `outline(path)`, `read_page(path, number, settings, engine)`."""
