"""Labelled papers: facts -> a layout -> sheets with everything on them placed -> DOCX, PDF, scan or photograph."""
