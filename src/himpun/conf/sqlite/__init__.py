"""Django's SQLite backend, made fit to keep an office's records.

It loads a sound library, flushes every commit to the disk, and lets writers in one after the other.
"""
