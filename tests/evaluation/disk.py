"""Small corpora on disk, in the shape of the real ones."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = "Quill said the bridge is safe.\n"
BRAT = (
    "T1\tSource 0 5\tQuill\nT2\tCue 6 10\tsaid\nT3\tContent 11 29\tthe bridge is safe\n"
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
)
ROLES = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 29]], "parent": None, "polarity": "positive"}
CHAIN = {
    **ROLES,
    "id": "E1",
    "core": True,
    "optional": False,
    "speaker": "Mara Quill",
    "also": [],
    "kind": "person",
    "act": "says",
    "about": ["bridge"],
}
GAP_HEAD = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
GAP_ROW = (
    "one\tQuill told Rook that ``her'' bridge is safe.\ther\t23\tQuill\t0\tTRUE\tRook\t11\tFALSE\thttp://example.org"
)


def write_corpora(folder: Path) -> Path:
    """One article in each corpus: that of chains is PolNeAR's."""
    for name in ("polnear/dev/text", "polnear/dev/attributions", "chains", "gum", "gap"):
        (folder / name).mkdir(parents=True)
    chains = {"doc": "one", "split": "dev", "attributions": [CHAIN], "orphans": [], "replies": []}
    gum = {
        "doc": "two",
        "genre": "news",
        "text": f"Then {TEXT}",
        "attributions": [{**_later(ROLES, 5), "id": "A1"}],
        "mentions": [{"cluster": "7", "type": "person", "name": "", "start": 5, "end": 10}],
    }
    for name, content in {
        "polnear/metadata.tsv": "filename\tpublisher\none\tgazette\n",
        "polnear/dev/text/one.txt": TEXT,
        "polnear/dev/attributions/one_a.ann": BRAT,
        "chains/dev.jsonl": json.dumps(chains) + "\n",
        "gum/dev.jsonl": json.dumps(gum) + "\n",
        "gap/gap-validation.tsv": f"{GAP_HEAD}\n{GAP_ROW}\n",
    }.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder


def _later(roles: dict, by: int) -> dict:
    """The roles, so many code points further on."""
    moved = {name: [[start + by, end + by] for start, end in roles[name]] for name in ("source", "cue", "content")}
    return {**roles, **moved}
