"""One file per record type: frozen, standard library only."""
