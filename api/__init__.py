"""HTTP only: never imports OCR, a reader, a kind or the pipeline."""
