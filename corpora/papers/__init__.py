"""One file for each kind of paper: facts to blocks, in several layouts."""
