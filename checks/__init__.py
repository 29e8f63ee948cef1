"""Records + policy -> Findings -> annotated files."""
