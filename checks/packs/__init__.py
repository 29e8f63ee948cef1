"""One YAML per programme."""
