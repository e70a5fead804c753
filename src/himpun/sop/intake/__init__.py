"""Reading an SOP document: a format becomes a grid, a grid becomes meaning, meaning becomes an SOP with findings."""
