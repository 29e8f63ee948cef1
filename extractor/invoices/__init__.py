"""Invoices read by position: what kinds.invoice is made of. PDFs of invoices keep no reading order."""
