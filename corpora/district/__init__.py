"""A whole district: 60 submissions of both programmes, sound ones and ones with a planted breach, and the truth."""
