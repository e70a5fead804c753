"""Setting an office up: from an empty installation to its first case, each step left and taken up at will.

No step is stored as done: what is there says how far the office has come.
"""
