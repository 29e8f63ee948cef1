"""OFD (GB/T 33190-2016): the package, its pages, what they show and what they state. What readers.ofd is made of."""
