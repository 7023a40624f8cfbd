"""A reading as a page, a line of JSON, or text for the terminal: one module a format."""
