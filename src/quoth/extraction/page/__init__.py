"""What a page shows without a verb: headlines, blockquotes, lists, letters, transcripts, bylines.

In the order of the work: `announced.py` adds what headlines and lines before a colon announce, `introductions.py`
gives blockquotes, lists and letters to what introduces them, `conventions.py` knows turns of transcripts, credits,
pull quotes and headlines that name a topic.
"""
