"""bytes -> Document -> Record. Knows no policy."""
