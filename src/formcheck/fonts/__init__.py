"""DejaVu Sans, for pictures and PDF: it has every letter of our languages. Licence beside it."""
