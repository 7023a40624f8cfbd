"""Checking a quotation: whether it is in the archive, and true to what was said.

In the order of the work: `words.py` cuts text into words that compare alike, `search.py` finds statements that share
rare words with the quotation, `alignment.py` lays one over the other (`noise.py` knows slips), `changes.py` says what
differs, `verdicts.py` what that makes of it; `matching.py` does this for one statement, `splices.py` for parts of
several, and `check.py` for the archive. `several.py` takes the quotations of a file or a draft, `variants.py` finds
every wording of one, `wordings.py` those of one speaker.
"""
