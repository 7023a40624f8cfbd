"""Whom a mention means that is no name: a pronoun, "who", "you" or a description.

`surroundings.py` says whose words a mention stands in and who spoke before it. By that, `pronouns.py` chooses whom
"she" means, among those that `weighing.py` weighs; `relatives.py` whom "who", `addressed.py` whom "you",
`described.py` what a description takes up (`likeness.py` says whether its words fit).
"""
