"""The database: the truth about every submission."""
