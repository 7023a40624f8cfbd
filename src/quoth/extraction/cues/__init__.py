"""What words say of a report, and words alone: what its cue does, and through what something was said.

`acts.py` says what a cue does, `polarity.py` whether it denies, `passive.py` whether its subject is only spoken of.
`circumstances.py` finds through what or where something was said, and why a source is not named; the phrases it looks
for are in `circumstance_phrases.py`.
"""
