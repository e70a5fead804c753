"""Pure computations, named after what they compute. Knows nothing of Django, the database or the clock."""
