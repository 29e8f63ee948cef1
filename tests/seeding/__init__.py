"""A submission with results, put into a store by hand: invented people, drawn pages."""
