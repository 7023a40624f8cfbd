"""The model's scores -> candidates: cues, each with its source and content as ranges of words.

`candidates.py` goes through the windows and keeps every cue worth a look, `decoding.py` finds the best labels,
`sightings.py` keeps what else the model sees there, for resolution. `runs.py` has the ranges of words in which all of
extraction counts.
"""
