"""Settings, the map of URLs and the WSGI entry: read from the environment, nothing decided here twice."""
