"""The installation as a whole: what its journal explains, copies of it and the proof that they restore, rehearsals.

It knows every room beneath and belongs to none: an office is one of many here.
"""
