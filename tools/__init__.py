"""What `make` does: set-up, checks, the two halves of the tests.

Standard library only, as it runs before there is a virtual environment.
"""
