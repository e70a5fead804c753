"""Stopping a process dead, and the power with it: what was acknowledged is there, and nothing is half done.

`worker` does verbs in a child process and writes the number of each to a pipe once its verb has returned: what
stands in the pipe was acknowledged. The parent kills it, at a named place or at a random moment, and `examination`,
in a process of its own, looks at what is left. `power` is another test: a model of the disk under SQLite that
forgets what was not flushed.
"""
