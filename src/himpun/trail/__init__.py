"""Who did what, when, in which capacity, with proof that nobody changed it.

Holds the `Actor`, one hash-chained journal per office, receipts of repeated requests and the outbox of promised
work. Knows no upper room: an office is an opaque number here, a row an opaque name and key.
"""
