"""Words -> names: the words of an article, what they are known to mean, and which of them are names.

In the order of the work: `tokens.py` cuts the words, `lexicon.py` reads the lists beside it, `proper_names.py` finds
the names and `name_kinds.py` what they name. `comparing.py` says what of a name is compared, for archives and
evaluation too; `aliases.py` has the tables of other names.
"""
