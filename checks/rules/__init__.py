"""One module per chapter, one small function per clause."""
