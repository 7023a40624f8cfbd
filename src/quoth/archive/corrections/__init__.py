"""The corrections room: what people put right, kept apart from what the model read.

`making.py` makes a correction, undoes it and makes it again. Each says where it stands by characters of the text
(`records.py`), not by rows, so that it holds when a newer model has read the article. It is applied once: `applying.py`
makes the corrected reading of the model's own, which `own_readings.py` keeps, and that is written in its place; so
whatever asks the archive needs to know nothing of corrections. `wording.py` finds the words that somebody gives,
`nesting.py` what lies in what afterwards; `merging.py` makes one entity of two in every article.
"""
