"""The desk: an archive in a browser, as pages and as JSON under /api.

`app.py` puts it together, `serving.py` opens it with `settings.py`. `guard.py` stands before everything and
`telling.py` says what was refused; `archives.py` opens the archive for each request, `kept.py` keeps pages that are the
same for everybody, `workers.py` reads what visitors bring, `drafts.py` keeps that until it is added. `pages.py`,
`bringing.py`, `correcting.py` and `api.py` answer, with `questions.py` for what may be asked and `shared.py` for what
all of them need; `timeline.py` and `picture.py` draw, `feed.py` writes Atom, `rendering.py` the pages.
"""
