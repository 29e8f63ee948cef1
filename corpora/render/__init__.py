"""Blocks to files. Every renderer gives the same bytes for the same blocks."""
