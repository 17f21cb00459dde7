"""Tests. Everything they need lies in the checkout."""
