"""Scores a system on whole articles, in the measures that docs/evaluation.md defines."""
