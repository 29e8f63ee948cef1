"""Expenses as data: what a line is (goods), where it goes in each programme, and the tax short names."""
