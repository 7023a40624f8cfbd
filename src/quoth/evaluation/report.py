"""An evaluation -> the Markdown page of its figures, each with the counts it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.evaluation.attributions import AttributionScores
from quoth.evaluation.chains import ChainScores
from quoth.evaluation.counts import Counts, Share
from quoth.evaluation.evaluate import CorpusScores, Evaluation
from quoth.evaluation.orphans import OrphanScores
from quoth.evaluation.roles import RoleScores

# A measure, what was counted, and the figures of others beside it, column by column.
Row = tuple[str, Counts | Share, *tuple[str, ...]]

_NONE = "–"

_HEAD = """# Evaluation

Written by `make evaluate`; do not edit. Model: `{model}`.

All figures are percentages, on whole articles of the dev sets. P is precision, R recall; a figure without a letter
before its counts is a share. Before spans are compared, the spans of one role are sorted, joined where only white
space lies between, and trimmed of white space, quotation marks and punctuation at both ends.
"""

_POLNEAR = """
## PolNeAR

{documents:,} articles of US political news. PolNeAR marks only the outermost attributions, so predictions inside
another's content are not counted here.

- *content exact*: F1 of contents with all spans equal.
- *content relaxed*: F1 of contents paired one to one, the largest character Jaccard first, at least 0.5.
- *attribution*: F1 of those pairs whose source words have a Jaccard of at least 0.5, or of which neither has a source.
- *cue*: F1 of cues paired one to one by any overlap.
- *recall* of direct, mixed and indirect content: relaxed recall by how the annotated content is given.
- *role exact*: F1 of spans joined over white space, cut at paragraph ends and compared untrimmed as word and
  punctuation tokens.

Beside ours: PolNeAR's annotators against each other; Citron retrained on PolNeAR; and CofeNet's published figures
(COLING 2022), on PolNeAR's test articles and by a protocol that is near ours and not the same.

"""

_CHAINS = """
## Chains

{documents:,} articles of PolNeAR with nested attributions, speakers, acts, polarity and orphan quotations. The
annotators were language models following one written guide: consistent with each other, and not a panel of experts.
Their figures against each other are over 27 articles.

- *nested*: an annotated speech act, belief, knowledge or intention inside another attribution is found if a
  prediction's cue overlaps with its cue, the contents have a character Jaccard of at least 0.5, and the prediction
  lies under the match of the annotated parent. Precision leaves out predictions that match rows annotated as outside
  this core, or as optional.
- *negative*: F1 of negative polarity over matched attributions.
- *act*, *kind*: the share of matched attributions with an accepted act, and with the same kind of speaker.
- *speaker*: of outermost and core nested attributions with a named or described speaker, the share whose match has
  that speaker: the same name after case, punctuation, articles and titles are dropped, or one name holding the other,
  or one of the other accepted names. Not found counts as wrong; the row below counts matched attributions alone.
- *orphans*: F1 of orphan quotations by their text, and the share of the right kind among those found.

"""

_GUM = """
## GUM

{documents:,} documents of thirteen genres. Contents are discourse units here, and can run on longer than a reader would
mark; credits of pictures count as attributions.

"""


def render(evaluation: Evaluation) -> str:
    """The whole page."""
    polnear, chains, gum = evaluation.polnear, evaluation.chains, evaluation.gum
    return "".join(
        [
            _HEAD.format(model=evaluation.model),
            _POLNEAR.format(documents=polnear.documents),
            _table(
                ("annotators", "Citron retrained", "CofeNet"),
                [*_attribution_rows(polnear.attributions), *_role_rows(polnear.roles)],
            ),
            _CHAINS.format(documents=chains.documents),
            _table(("annotators (language models)",), [*_chain_rows(chains.chains), *_orphan_rows(chains.orphans)]),
            _GUM.format(documents=gum.documents),
            _table((), _gum_rows(gum)),
        ]
    )


def figures(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """The figures alone, in per cent, by corpus and measure; what has nothing to count is left out."""
    rows: dict[str, list[Row]] = {
        "polnear": [*_attribution_rows(evaluation.polnear.attributions), *_role_rows(evaluation.polnear.roles)],
        "chains": [*_chain_rows(evaluation.chains.chains), *_orphan_rows(evaluation.chains.orphans)],
        "gum": _gum_rows(evaluation.gum),
    }
    return {
        corpus: {name: float(figure(counted)) for name, counted, *_ in measures if figure(counted) != _NONE}
        for corpus, measures in rows.items()
    }


def figure(counted: Counts | Share) -> str:
    """F1 or share in per cent, and a dash where there was nothing to count: `64.9`."""
    if isinstance(counted, Counts):
        return _percent(counted.f1, counted.predicted + counted.gold)
    return _percent(counted.value, counted.total)


def counts_of(counted: Counts | Share) -> str:
    """Where a figure comes from: `P 66.1 = 1,300/1,966, R 63.7 = 1,300/2,040`."""
    if isinstance(counted, Share):
        return f"{counted.right:,}/{counted.total:,}"
    precision = _percent(counted.precision, counted.predicted)
    recall = _percent(counted.recall, counted.gold)
    return (
        f"P {precision} = {counted.matched:,}/{counted.predicted:,}, R {recall} = {counted.matched:,}/{counted.gold:,}"
    )


def _percent(value: float, total: int) -> str:
    return f"{100 * value:.1f}" if total else _NONE


def _attribution_rows(scores: AttributionScores) -> list[Row]:
    return [
        ("content exact", scores.exact, "68.7", "39.3"),
        ("content relaxed", scores.relaxed, "79.3", "58.0"),
        ("attribution", scores.attribution, "73.4", "51.3"),
        ("cue", scores.cue, "81.4", "66.1"),
        ("recall, direct", scores.direct),
        ("recall, mixed", scores.mixed),
        ("recall, indirect", scores.indirect),
    ]


def _role_rows(scores: RoleScores) -> list[Row]:
    return [
        ("role exact, source", scores.source, "78.0", _NONE, "83.2"),
        ("role exact, cue", scores.cue, "70.9", _NONE, "75.3"),
        ("role exact, content", scores.content, "70.9", _NONE, "72.9"),
    ]


def _chain_rows(scores: ChainScores) -> list[Row]:
    return [
        ("nested", scores.nested, "87.4"),
        ("negative", scores.negative, "95"),
        ("act", scores.act, "95.9"),
        ("kind", scores.kind, "96.3"),
        ("speaker", scores.speaker),
        ("speaker, of matched", scores.speaker_matched, "97.9"),
    ]


def _orphan_rows(scores: OrphanScores) -> list[Row]:
    return [("orphans", scores.found), ("orphans, kind", scores.kind)]


def _gum_rows(scores: CorpusScores) -> list[Row]:
    return [
        ("content relaxed, all attributions", scores.attributions.relaxed),
        ("nested", scores.chains.nested),
        ("negative", scores.chains.negative),
        ("speaker", scores.chains.speaker),
    ]


def _table(others: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [
        _line(["measure", "ours", "counts", *others]),
        _line(["---", "--:", "---", *["--:" for _ in others]]),
    ]
    for name, counted, *figures in rows:
        missing = [_NONE for _ in range(len(others) - len(figures))]
        lines.append(_line([name, figure(counted), counts_of(counted), *figures, *missing]))
    return "".join(f"{line}\n" for line in lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
