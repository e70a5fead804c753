"""Backups that are verified before they count, and restoring them.

A backup is one zip: the database, every file that a row names, the signed heads and the public keys that prove
them, the settings, and a manifest with the hash of each part. It is examined on the copy, as a restored
installation would be: the database's own checks, the chain, the replay, every byte. The secret keys are left out
unless asked for: they belong with another person.
"""
