"""Every procedure of the catalogue, rehearsed from its first line to its archive, and looked at from outside."""
