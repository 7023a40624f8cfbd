"""Names and descriptions -> mentions in text order, and the people and things that the names mean.

`found.py` is what the model may add, and `sighted.py` makes it of what the model sees. In the order of the work:
`kinds.py` takes the model's word on what a name names (`shown_kinds.py` that of the words beside it), `cast.py` says
which names are one (`referents.py` holds what each gathers), `phrases.py` finds descriptions, `discourse.py` puts all
mentions (`items.py`) in text order and `appositions.py` joins descriptions to the names they stand beside; last,
`further.py` adds those that only the model sees.
"""
