"""Readings, answers and whole archives as pages, text for the terminal, and files of other formats: one module each."""
