"""The export room: one module a format."""
