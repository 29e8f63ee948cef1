"""Data files of the extractor: label variants."""
