"""What quotation marks say: where contents end, whose a quotation is, and what those are that nobody is given.

In the order of the work: `boundaries.py` carries contents to the ends of their quotations, `continuing.py` joins the
halves of a quotation and carries on those without a cue, `sharing.py` gives each to one cue, and `boundaries.py`
again takes in the marks. `quotation_type.py` says whether a content is direct, mixed or indirect, `orphans.py` what
the quotations are that no content holds.
"""
