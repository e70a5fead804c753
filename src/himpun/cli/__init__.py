"""Commands for operators, and for whoever wants to see a procedure run from beginning to end."""
