"""The resolution room: sources -> speakers, contents -> targets, and the chain of speakers behind each attribution.

`resolve.py` is the whole of it. `names/` finds the names in an article, `mentions/` every place that refers to
somebody and which names are one, `sources/` what the words of a source are, `antecedents/` whom a word means that is
no name. With these, `speakers.py` settles everything in text order, `targets.py` says whom a content is about, and
`entities.py` makes names, kinds, keys and chains. `replies/` comes after it: which statement takes up which.
"""
