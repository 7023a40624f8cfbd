"""The extraction room: the model's scores -> attributions, nested, and the quotations that none of them holds.

`attributions.py` is the whole of it, read top to bottom. `scores/` makes candidates of the model's scores, and
`cues/` knows the words of reports. With these, three rooms put candidates right, each by evidence of its own:
`sentences/` by how a sentence is built, `quotations/` by quotation marks, `page/` by what headlines, blockquotes and
transcripts look like. `nesting.py` then decides which candidates count and what lies in what.
"""
