"""The version of formcheck, for provenance."""

VERSION = "0.1.0"
