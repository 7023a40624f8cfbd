"""What others reach, beside which our figures stand: in per cent, as the page prints them.

All but the last line of `ROLES` were measured by this project's scorer on the same 84 dev articles, with spaCy
`en_core_web_sm` 3.8 under every tool that wants a parser. Speed is words per second on one core, in one run in which
spaCy alone made `SPACY_SPEED`.
"""

from __future__ import annotations

from quoth.evaluation.counts import Share

SPACY_SPEED = "2,085"
MEASURES = ("content exact", "content relaxed", "attribution", "cue")
# Each with its figures for `MEASURES`, and its speed.
TOOLS = {
    "annotators against each other (20 articles)": ("68.7", "79.3", "73.4", "81.4", "–"),
    "Citron, retrained on PolNeAR train": ("39.3", "58.0", "51.3", "66.1", "797"),
    "Gender Gap Tracker": ("31.8", "48.6", "39.9", "52.4", "1,947"),
    "sayswho": ("14.5", "30.5", "22.2", "32.3", "1,659"),
    "textacy (refuses 22 of the 84 articles)": ("8.7", "19.6", "13.3", "23.0", "2,111"),
}
ROLES = ("role exact, source", "role exact, cue", "role exact, content")
ROLE_TOOLS = {
    "annotators against each other (20 articles)": ("78.0", "70.9", "70.9"),
    "CofeNet with BERT-base, as published on test": ("83.2", "75.3", "72.9"),
}

# Two annotators of chains against each other, over 27 articles.
CHAINS_ANNOTATORS = {
    "nested": "87.4",
    "negative": "95",
    "act": "95.9",
    "kind": "96.3",
    "speaker, of matched": "97.9",
    "about": "86.3",
    "replies": "81",
}

# The model of the first release, which never saw GUM: gold attributions found in GUM dev, by genre, with the pipeline
# of that release.
FLAT_MODEL = "quoth-1-bc7de30700c9"
FLAT_GUM = {
    "academic": Share(5, 6),
    "bio": Share(3, 5),
    "conversation": Share(12, 23),
    "court": Share(9, 14),
    "essay": Share(4, 7),
    "interview": Share(3, 5),
    "letter": Share(8, 12),
    "news": Share(25, 31),
    "podcast": Share(9, 12),
    "speech": Share(15, 20),
    "textbook": Share(3, 5),
    "vlog": Share(11, 18),
    "voyage": Share(1, 1),
}
