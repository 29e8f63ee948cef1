"""The web page: server-rendered templates, htmx for the small steps, a few ES modules. Nothing from another host."""
