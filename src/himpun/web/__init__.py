"""Pages for people. A page fetches through `access`, takes one form, calls one verb and redirects."""
