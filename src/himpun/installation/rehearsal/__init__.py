"""Gladi: a procedure played from its first line to its archive by an invented office.

Everything is done by the same access and verbs as the pages do it; only the people and the clock are invented.
"""
