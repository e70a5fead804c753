"""Bytes under their hash: written once, flushed, renamed into place, and only then named by a row."""
