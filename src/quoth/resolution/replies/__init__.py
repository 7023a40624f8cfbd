"""Which statement takes up which other one, where the text says so.

`linking.py` is the whole of it: `questions.py` finds what is answered, `told.py` what two statements have in common,
and `signs.py` has the words they go by.
"""
