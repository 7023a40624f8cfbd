"""What stands where a speaker is named, and who may be speaking where none is.

`reading.py` takes the words of a source apart, `voices.py` says what may be believed of the model's word on them.
`left_out.py` says who may be speaking where a source is missing, `bylines.py` who wrote the article or signed a part
of it, `interviews.py` who answers.
"""
