"""Lines, tables and marks from characters, rulings and pixels."""
