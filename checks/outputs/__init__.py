"""One file per output format: FORMAT, MEDIA_TYPE, SUFFIX, TITLE, and `of_all(shown)` with FILE or
`of_each(original, copy, opener)`, see checks.downloads.
What draws or opens files is imported in these functions: the web server reads only
the names.
"""
