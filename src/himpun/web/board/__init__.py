"""Papan pantau: who has not sent, how late, what waits for whom."""
