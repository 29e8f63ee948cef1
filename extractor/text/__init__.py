"""字数, dates, ids, names, similarity."""
