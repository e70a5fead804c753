"""Django's PostgreSQL backend, asking the server less."""
