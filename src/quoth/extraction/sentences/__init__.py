"""What the form of a sentence says of its reports: whose they are, what is told, and whether anything is.

In the order of the work: `mending.py` puts right what the model cuts wrongly, `addressees.py` leaves out to whom
something was told, `clauses.py` gives reports amid a sentence the whole of it, `asides.py` finds whose a verb behind
commas is; later `subjects.py` finds sources that the model misses and cuts off what is none, `coordination.py` parts
joined cues and lets them share a source, and `evidence.py` weighs how sure a report is.
"""
