"""Gazetteers: surnames, professional titles, organisation suffixes, districts, honorifics. One entry a line."""
