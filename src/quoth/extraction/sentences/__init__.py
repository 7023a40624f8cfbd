"""What the form of a sentence says of its reports: who its subject is, and which of its words are what is told.

In the order of the work: `mending.py` puts right what the model cuts wrongly, `addressees.py` leaves out to whom
something was told, `clauses.py` gives reports amid a sentence the whole of it, `asides.py` finds whose a verb behind
commas is; later `subjects.py` finds sources that the model misses, and `coordination.py` parts joined cues and lets
them share a source.
"""
