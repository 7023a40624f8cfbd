"""The desk: an archive in a browser, as pages and as JSON under /api.

`app.py` puts it together. `guard.py` stands before everything and `telling.py` says what was refused; `archives.py`
opens the archive for each request, `workers.py` reads what visitors bring, `drafts.py` keeps it until it is added.
`pages.py`, `bringing.py` and `api.py` answer, with `questions.py` for what may be asked; `timeline.py` and `picture.py`
draw, `feed.py` writes Atom, `rendering.py` the pages.
"""
