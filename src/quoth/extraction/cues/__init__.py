"""What the words of a report say: what its cue does, how sure it is, and through what something was said.

`acts.py` says what a cue does, `polarity.py` whether it denies, `passive.py` whether its subject is only spoken of,
`evidence.py` how sure it is that it reports at all. `circumstances.py` finds through what or where something was
said, and why a source is not named; the phrases it looks for are in `circumstance_phrases.py`.
"""
