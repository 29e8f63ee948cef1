"""Labelled evidence: fictional packets and the generator that makes them."""
