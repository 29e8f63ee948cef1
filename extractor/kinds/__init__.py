"""One file per document type: `score(part)` and `parse(part)`."""
